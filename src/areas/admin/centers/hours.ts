/** Weekly hours of a center. */
import { Type, type Static } from 'typebox'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import {
  clockText,
  reachCenter,
  readHours,
  readHoursWithin,
  readWeeklyHours,
  replaceWeeklyHours,
  type CenterHoursRow,
} from '#areas/centers'
import { clock } from './shapes.ts'

const WeekDay = Type.Object({
  weekday: Type.Integer({ minimum: 0, maximum: 6, description: '0 Sunday to 6 Saturday' }),
  opens: clock,
  closes: clock,
  online_opens: clock,
  online_closes: clock,
  off_peak_opens: clock,
  off_peak_closes: clock,
})
const Entered = Type.Interface([Type.Partial(WeekDay)], { weekday: WeekDay.properties.weekday })
const Reply = Type.Object({
  days: Type.Array(WeekDay, { description: 'Sunday to Saturday; no opening time: closed' }),
})

async function showWeek(db: Db, organizationId: string, centerId: string): Promise<Static<typeof Reply>> {
  const rows = (await readWeeklyHours(db, organizationId, [centerId])).get(centerId) ?? []
  return {
    days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
      const row = rows.find((hours) => hours.weekday === weekday)
      return {
        weekday,
        opens: clockText(row?.opens ?? null),
        closes: clockText(row?.closes ?? null),
        online_opens: clockText(row?.online_opens ?? null),
        online_closes: clockText(row?.online_closes ?? null),
        off_peak_opens: clockText(row?.off_peak_opens ?? null),
        off_peak_closes: clockText(row?.off_peak_closes ?? null),
      }
    }),
  }
}

/** Null for a weekday on which the center is closed. */
function readWeekDay(
  day: Static<typeof Entered>,
  field: string,
): Omit<CenterHoursRow, 'organization_id' | 'center_id'> | null {
  const names = (kind: string): [string, string] => [`${field}.${kind}opens`, `${field}.${kind}closes`]
  const open = readHours(day, names(''))
  if (!open) {
    const stray = [day.online_opens, day.online_closes, day.off_peak_opens, day.off_peak_closes].some(
      (text) => text,
    )
    return stray
      ? refuse('missing_input', {
          field: `${field}.opens`,
          detail: 'is required beside other hours of the day',
        })
      : null
  }
  const online = readHoursWithin(
    { opens: day.online_opens, closes: day.online_closes },
    names('online_'),
    open,
  )
  const offPeak = readHoursWithin(
    { opens: day.off_peak_opens, closes: day.off_peak_closes },
    names('off_peak_'),
    open,
  )
  return {
    weekday: day.weekday,
    ...open,
    online_opens: online?.opens ?? null,
    online_closes: online?.closes ?? null,
    off_peak_opens: offPeak?.opens ?? null,
    off_peak_closes: offPeak?.closes ?? null,
  }
}

export const getCenterHours = managementOperation(
  'getCenterHours',
  'GET /admin/v1/centers/{center_id}/hours',
  { summary: 'Weekly hours of a center', reply: Reply },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId, caller }) {
      const center = await reachCenter(db, organizationId, caller, path.center_id!)
      return showWeek(db, organizationId, center.id)
    },
  },
)

export const replaceCenterHours = managementOperation(
  'replaceCenterHours',
  'PUT /admin/v1/centers/{center_id}/hours',
  {
    summary: 'Enter the week of a center; weekdays that are not named are closed',
    body: Type.Object({ days: Type.Array(Entered, { maxItems: 7 }) }),
    reply: Reply,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const center = await reachCenter(tx, organizationId, caller, path.center_id!)
      const seen = new Set<number>()
      for (const [i, { weekday }] of body.days.entries()) {
        if (seen.has(weekday))
          refuse('invalid_input', { field: `days[${i}].weekday`, detail: 'is there twice' })
        seen.add(weekday)
      }
      const days = body.days.map((day, i) => readWeekDay(day, `days[${i}]`)).filter((day) => day !== null)
      await replaceWeeklyHours(tx, organizationId, center.id, days)
      return showWeek(tx, organizationId, center.id)
    },
  },
)
