import { describe, expect, it } from 'vitest'
import type { EventType } from '#platform/events/emit.ts'
import { Refusal } from '#platform/refusal.ts'
import { applyOverrides, exampleCast, sampleOf } from './index.ts'

const at = new Date('2026-03-17T15:42:08Z')
const apply = (type: EventType, overrides: Record<string, unknown>) =>
  applyOverrides(type, sampleOf(type, exampleCast, at), overrides) as unknown

const refusalOf = (type: EventType, overrides: Record<string, unknown>) => {
  try {
    apply(type, overrides)
  } catch (error) {
    if (error instanceof Refusal) return [error.refusal, error.field, error.detail]
    throw error
  }
  return null
}

describe('overrides', () => {
  it.each<[EventType, Record<string, unknown>, object]>([
    ['AppointmentGroup.Status', { appointment_group_status: 4 }, { appointment_group_status: 4 }],
    ['AppointmentGroup.Status', { appointment_group_status: ' -2 ' }, { appointment_group_status: -2 }],
    ['AppointmentGroup.Status', { Is_NoShowFeeRequired: 'No' }, { is_noshowfeerequired: 'No' }],
    ['AppointmentGroup.Status', { invoice_number: '17' }, { invoice_number: '17' }],
    [
      'AppointmentGroup.Created',
      { 'guest.email': 'ada@example.com' },
      { guest: { email: 'ada@example.com' } },
    ],
    ['AppointmentGroup.Created', { guest: { first_name: 'Ada' } }, { guest: { first_name: 'Ada' } }],
    ['AppointmentGroup.Created', { utm_source: null }, { utm_source: null }],
    ['AppointmentGroup.Created', { utm_source: 'null' }, { utm_source: null }],
    [
      'AppointmentGroup.Created',
      { 'appointments[0].room_name': 'Fir', 'appointments.0.is_add_on': 'TRUE' },
      { appointments: [{ room_name: 'Fir', is_add_on: true }] },
    ],
    ['AppointmentGroup.Updated', { appointments: [] }, { appointments: [] }],
    [
      'Invoice.Closed',
      { invoice: { 'total_price.sum_total': '-12.50', is_refund: 'true' } },
      { invoice: { total_price: { sum_total: -12.5 }, is_refund: true } },
    ],
    [
      'Guest.Created',
      { personal_info: { mobile_phone: null }, address_info: { city: 'Porto' } },
      { personal_info: { mobile_phone: null }, address_info: { city: 'Porto' } },
    ],
    [
      'Guest.Created',
      { 'personal_info.work_phone.number': '5550' },
      { personal_info: { work_phone: { number: '5550' } } },
    ],
    ['Guest.Membership.Created', { 'membership.T&C': 'None' }, { membership: { 'T&C': 'None' } }],
    [
      'Guest.Membership.Created',
      { recurring_details: { anything: [1, { goes: 'here' }] } },
      { recurring_details: { anything: [1, { goes: 'here' }] } },
    ],
    ['Class.Schedule.Created', { sesion_id: '77', weekdays: ['1', 3] }, { sesion_id: 77, weekdays: [1, 3] }],
    ['Appointment.Feedback.Created', { rating_value: '1' }, { rating_value: 1 }],
    [
      'Guest.OptedIn',
      { 'details.phone[1].country_code': 95 },
      { details: { phone: [{}, { country_code: 95 }, {}] } },
    ],
  ])('of %s: %j', (type, overrides, expected) => {
    expect(apply(type, overrides)).toMatchObject(expected)
  })

  it('leave the rest and the given data alone', () => {
    const data = sampleOf('AppointmentGroup.Created', exampleCast, at)
    const before = structuredClone(data)
    const changed = applyOverrides('AppointmentGroup.Created', data, {
      'guest.email': 'ada@example.com',
      appointments: [],
    })
    expect(data).toEqual(before)
    expect(changed).toEqual({
      ...before,
      guest: { ...before.guest, email: 'ada@example.com' },
      appointments: [],
    })
  })

  it.each<[EventType, Record<string, unknown>, string]>([
    ['AppointmentGroup.Status', { status: 4 }, 'data.status'],
    ['AppointmentGroup.Status', { '': 4 }, 'data.'],
    ['AppointmentGroup.Status', { 'invoice_id.more': 4 }, 'data.invoice_id.more'],
    ['AppointmentGroup.Status', { __proto__x: 1, constructor: 1 }, 'data.__proto__x'],
    ['AppointmentGroup.Created', { 'guest.age': 4 }, 'data.guest.age'],
    ['AppointmentGroup.Created', { guest: { mail: '' } }, 'data.guest.mail'],
    ['AppointmentGroup.Created', { 'appointments[1].room_name': 'Fir' }, 'data.appointments.1.room_name'],
    [
      'AppointmentGroup.Created',
      { 'appointments.last.room_name': 'Fir' },
      'data.appointments.last.room_name',
    ],
  ])('of %s refuse the unknown member in %j', (type, overrides, path) => {
    expect(refusalOf(type, overrides)).toMatchObject(['invalid_input', path, expect.any(String)])
  })

  it.each<[EventType, Record<string, unknown>, string]>([
    ['AppointmentGroup.Status', { appointment_group_status: 'four' }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { appointment_group_status: 5 }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { appointment_group_status: 1.5 }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { appointment_group_status: null }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { appointment_group_status: { is: 4 } }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { appointment_group_status: [4] }, 'data.appointment_group_status'],
    ['AppointmentGroup.Status', { is_noshowfeerequired: true }, 'data.is_noshowfeerequired'],
    ['AppointmentGroup.Status', { is_noshowfeerequired: 'yes' }, 'data.is_noshowfeerequired'],
    ['AppointmentGroup.Status', { invoice_id: 'mine' }, 'data.invoice_id'],
    ['AppointmentGroup.Status', { invoice_number: 17 }, 'data.invoice_number'],
    ['AppointmentGroup.Created', { guest: 'Ada' }, 'data.guest'],
    ['AppointmentGroup.Created', { guest: null }, 'data.guest'],
    ['AppointmentGroup.Created', { appointments: 'none' }, 'data.appointments'],
    ['AppointmentGroup.Created', { appointments: ['one'] }, 'data.appointments[0]'],
    [
      'AppointmentGroup.Created',
      { 'appointments[0].start_time': '10:00' },
      'data.appointments[0].start_time',
    ],
    ['AppointmentGroup.Created', { 'appointments[0].is_add_on': 'maybe' }, 'data.appointments[0].is_add_on'],
    ['AppointmentGroup.Created', { 'guest.email': 'a\0b' }, 'data.guest.email'],
    ['AppointmentGroup.Created', { 'guest.email': '\ud800' }, 'data.guest.email'],
    ['Guest.Membership.Created', { recurring_details: { text: 'a\0' } }, 'data.recurring_details.text'],
  ])('of %s refuse the wrong value in %j', (type, overrides, path) => {
    expect(refusalOf(type, overrides)).toMatchObject(['invalid_input', path, expect.any(String)])
  })

  it('ask for the rest of an entry that is given whole', () => {
    expect(refusalOf('AppointmentGroup.Created', { appointments: [{ room_name: 'Fir' }] })).toMatchObject([
      'missing_input',
      'data.appointments[0].id',
      expect.any(String),
    ])
    expect(refusalOf('AppointmentGroup.Created', { appointments: [{}] })?.[1]).toBe('data.appointments[0].id')
  })

  it('that are nested without end are refused, not followed', () => {
    let deep: unknown = 1
    for (let i = 0; i < 5_000; i++) deep = { a: deep }
    expect(refusalOf('Guest.Membership.Created', { recurring_details: deep })?.[0]).toBe('invalid_input')
    expect(refusalOf('AppointmentGroup.Status', { [Array(5_000).fill('a').join('.')]: 1 })?.[0]).toBe(
      'invalid_input',
    )
  })
})
