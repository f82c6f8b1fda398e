import { hasBit } from './bitset.ts'
import type { Candidate, Compiled, CompiledItem } from './compiled.ts'
import { containsMinute } from './grid.ts'
import {
  canPerformItem,
  createCatalogue,
  findTherapistBars,
  rolePreferences,
  segmentsFor,
} from './patterns.ts'
import type { Catalogue } from './patterns.ts'
import { listWarnings } from './place.ts'
import type { Prepared } from './solve.ts'
import { prepareSearch, solveAt } from './solve.ts'
import type {
  BookingRequest,
  DaySnapshot,
  Explanation,
  ItemExplanation,
  Reason,
  TherapistDay,
  WarningType,
} from './types.ts'
import { warningTypes } from './types.ts'

const reasonOfWarning: Readonly<Record<WarningType, Reason>> = {
  [warningTypes.therapistDoubleBooked]: 'booked',
  [warningTypes.therapistOutsideSchedule]: 'outside_shift',
  [warningTypes.guestDoubleBooked]: 'guest_busy',
  [warningTypes.roomCapacityExceeded]: 'room_unavailable',
  [warningTypes.endsOutsideCenterHours]: 'beyond_closing',
  [warningTypes.equipmentCapacityExceeded]: 'equipment_unavailable',
  [warningTypes.dayIsHoliday]: 'holiday',
  [warningTypes.therapistDoubleSelected]: 'booked',
  [warningTypes.roomDoubleSelected]: 'room_unavailable',
  [warningTypes.equipmentDoubleSelected]: 'equipment_unavailable',
}

/** Why a minute is, or is not, offered: for the visit as a whole and for each therapist and item. */
export function explainTime(snapshot: DaySnapshot, request: BookingRequest, minute: number): Explanation {
  return explainPrepared(prepareSearch(snapshot, request), minute)
}

export function explainPrepared(prepared: Prepared, minute: number): Explanation {
  const { compiled } = prepared
  const solution = solveAt(prepared, minute)
  const items = explainItems(compiled, minute)
  if (solution) {
    return { minute, offered: true, warnings: listWarnings(compiled, solution), reasons: [], items }
  }
  const reasons = new Set(findTimeReasons(prepared, minute))
  for (const item of items) for (const reason of summarise(item)) reasons.add(reason)
  // Each item alone would do; they do not fit together.
  if (reasons.size === 0) reasons.add('no_combination')
  return { minute, offered: false, warnings: [], reasons: [...reasons], items }
}

function findTimeReasons({ compiled, starts }: Prepared, minute: number): Reason[] {
  const { snapshot, request, hours } = compiled
  const reasons = [...compiled.dayReasons]
  if (minute < snapshot.nowMinute) reasons.push('past')
  else if (minute < snapshot.earliestMinute) reasons.push('lead_time')
  if (!containsMinute(hours, minute)) {
    reasons.push(request.channel === 'online' ? 'outside_online_hours' : 'outside_center_hours')
  } else if (!starts.has(minute)) reasons.push('off_grid')
  return reasons
}

function explainItems(compiled: Compiled, minute: number): ItemExplanation[] {
  const catalogue = createCatalogue(compiled.snapshot)
  return compiled.guests.flatMap(({ steps }) => {
    let cursor = minute
    return steps.flatMap((step) => {
      const explained = step.map((item) => ({
        itemKey: item.item.key,
        guestKey: item.guest.key,
        minute: cursor,
        therapists: compiled.snapshot.therapists.map((therapist) => ({
          therapistId: therapist.id,
          reasons: explainTherapist(compiled, catalogue, item, therapist, cursor),
        })),
      }))
      cursor += Math.max(...step.map((item) => standardLength(catalogue, item)))
      return explained
    })
  })
}

function standardLength(catalogue: Catalogue, { item, service }: CompiledItem): number {
  const addOns = item.addOns.map((addOn) => segmentsFor(catalogue.services.get(addOn.serviceId)!, null))
  return [segmentsFor(service, null, item.guestMinutes), ...addOns]
    .flat()
    .reduce((sum, segment) => sum + segment.minutes, 0)
}

/** Reasons against one therapist, in the role of the item that suits best. */
function explainTherapist(
  compiled: Compiled,
  catalogue: Catalogue,
  item: CompiledItem,
  therapist: TherapistDay,
  minute: number,
): Reason[] {
  const { snapshot, request } = compiled
  const able = canPerformItem(catalogue, item.item, therapist)
  const byRole = rolePreferences(item.item, item.service).map((preference, role): Reason[] => {
    const bars = findTherapistBars(snapshot, request, item.guest, therapist, preference)
    if (!able) bars.unshift('cannot_perform_service')
    if (bars.length > 0) return bars
    const candidate = item.roles[role]!.find((c) => c.therapist === therapist)
    return candidate ? explainCandidate(compiled, item, candidate, minute) : ['no_therapist']
  })
  return byRole.reduce((best, reasons) => (reasons.length < best.length ? reasons : best))
}

function explainCandidate(
  compiled: Compiled,
  item: CompiledItem,
  candidate: Candidate,
  minute: number,
): Reason[] {
  const reasons = new Set<Reason>()
  for (const check of candidate.checks) {
    if (hasBit(check.ok, minute)) continue
    if (check.kind === 'barrier') reasons.add(check.reason)
    else if (!compiled.tolerated[check.type]) reasons.add(reasonOfWarning[check.type])
  }
  const inFirstRole = item.roles[0]!.includes(candidate)
  if (item.roomRequired && inFirstRole && !candidate.rooms.some((room) => hasBit(room.possible, minute))) {
    reasons.add('room_unavailable')
  }
  return [...reasons]
}

/** What an item by itself adds to the visit's reasons: nothing when someone could do it. */
function summarise({ therapists }: ItemExplanation): Reason[] {
  if (therapists.some(({ reasons }) => reasons.length === 0)) return []
  const bars: readonly Reason[] = [
    'cannot_perform_service',
    'not_requested',
    'gender',
    'not_in_catalog',
    'not_checked_in',
    'repeat_guests_only',
    'not_scheduled',
  ]
  const suited = therapists.filter(({ reasons }) => !reasons.some((reason) => bars.includes(reason)))
  const [first, ...others] = suited.length > 0 ? suited : therapists
  const shared = (first?.reasons ?? []).filter((reason) =>
    others.every(({ reasons }) => reasons.includes(reason)),
  )
  return shared.length > 0 ? shared : ['no_therapist']
}
