import { expect, test } from 'vitest'
import { explainTime } from './explain.ts'
import { placeAt } from './find-slots.ts'
import { day, guest, item, request, room, service, therapist } from './testing/builders.ts'
import type { DaySnapshot, Reason } from './types.ts'

const services = [service('cut', 60)]
const wanted = request([guest([item('cut')], { guestId: 'g', isFirstTime: true })])

const reasonsFor = (snapshot: DaySnapshot, minute: number): Record<string, readonly Reason[]> =>
  Object.fromEntries(
    explainTime(snapshot, wanted, minute).items[0]!.therapists.map((each) => [
      each.therapistId,
      each.reasons,
    ]),
  )

test('names what keeps each therapist from a time', () => {
  const snapshot = day({
    services,
    therapists: [
      therapist('free'),
      therapist('booked', { claims: [{ start: 610, end: 620 }] }),
      therapist('lunch', { blockouts: [{ start: 650, end: 700, bookable: false }] }),
      therapist('training', { blockouts: [{ start: 650, end: 700, bookable: true }] }),
      therapist('early', { shifts: [{ start: 540, end: 630, roomId: null }] }),
      therapist('leave', { leave: [{ start: 600, end: 1020 }] }),
      therapist('off', { shifts: [] }),
      therapist('unskilled', { services: {} }),
      therapist('regulars', { repeatGuestsOnly: true }),
    ],
  })
  expect(reasonsFor(snapshot, 600)).toEqual({
    free: [],
    booked: ['booked'],
    lunch: ['blocked_out'],
    training: [],
    early: ['outside_shift'],
    leave: ['on_leave'],
    off: ['not_scheduled'],
    unskilled: ['cannot_perform_service'],
    regulars: ['repeat_guests_only'],
  })
})

test('names what speaks against the whole visit', () => {
  const free = day({ services, therapists: [therapist('a')] })
  const reasonsOf = (parts: Partial<DaySnapshot>, minute: number): readonly Reason[] =>
    explainTime({ ...free, ...parts }, wanted, minute).reasons
  expect(reasonsOf({}, 600)).toEqual([])
  expect(reasonsOf({}, 607)).toEqual(['off_grid'])
  expect(reasonsOf({}, 530)).toEqual(['outside_online_hours', 'beyond_closing'])
  expect(reasonsOf({}, 975)).toEqual(['beyond_closing'])
  expect(reasonsOf({ nowMinute: 700, earliestMinute: 760 }, 600)).toEqual(['past'])
  expect(reasonsOf({ nowMinute: 590, earliestMinute: 650 }, 600)).toEqual(['lead_time'])
  expect(reasonsOf({ onlineIntervals: [] }, 600)).toContain('closed')
  expect(reasonsOf({ dayRefusal: 'too_far_ahead' }, 600)).toEqual(['day_not_bookable'])
  expect(reasonsOf({ holiday: { type: 1 } }, 600)).toEqual(['holiday'])
  expect(reasonsOf({ guestBusy: { g: [{ start: 0, end: 610 }] } }, 600)).toEqual(['guest_busy'])
  expect(reasonsOf({ roomMandatory: true }, 600)).toEqual(['room_unavailable'])
  expect(reasonsOf({ roomMandatory: true, rooms: [room('r')] }, 600)).toEqual([])
  expect(reasonsOf({ services: [] }, 600)).toEqual(['unknown_service'])
  expect(reasonsOf({ therapists: [] }, 600)).toEqual(['no_therapist'])
})

test('a refused reservation carries the same reasons', () => {
  const busy = day({ services, therapists: [therapist('a', { claims: [{ start: 600, end: 660 }] })] })
  expect(placeAt(busy, wanted, 600)).toEqual({ ok: false, reasons: ['booked'] })
})

test('items that fit one by one but not together', () => {
  const snapshot = day({ services, therapists: [therapist('a')] })
  const two = request(['x', 'y'].map((key) => guest([item('cut', { key })], { key })))
  expect(explainTime(snapshot, two, 600).reasons).toEqual(['no_combination'])
})
