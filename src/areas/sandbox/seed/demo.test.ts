import { describe, expect, it } from 'vitest'
import { addDays, localDay, utcToLocal } from '#platform/time.ts'
import { calendars, ROSTER_DAYS, VISIT_DAYS } from './calendar.ts'
import { CENTERS } from './data/centers.ts'
import { SERVICES } from './data/services.ts'
import { buildDemo, type Demo } from './demo.ts'
import { centerId, type SeedRow, type SeedRows } from './rows.ts'

/** Clocks go forward in New York six days later. */
const NOW = new Date('2026-03-02T15:30:00Z')

function rowsOf<Table extends keyof SeedRows>(
  demo: Demo,
  table: Table,
): NonNullable<SeedRows[Table]>[number][] {
  return demo.parts.flatMap((part) => (part[table] ?? []) as NonNullable<SeedRows[Table]>[number][])
}
const demo = buildDemo(NOW, 'hash')
const zoneOf = new Map(CENTERS.map((center) => [centerId(center.code), center.zone]))
const minuteOf = (local: string): number => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))

describe('the demo', () => {
  it('is the same for the same time', () => {
    expect(JSON.stringify(buildDemo(NOW, 'hash').parts)).toBe(JSON.stringify(demo.parts))
  })

  it('differs at an earlier hour of the day only in how far things have come', () => {
    const earlier = buildDemo(new Date('2026-03-02T06:00:00Z'), 'hash')
    const book = (of: Demo) =>
      rowsOf(of, 'appointments').map(({ id, starts_at, therapist_id }) => [id, starts_at, therapist_id])
    expect(book(earlier).sort()).toEqual(book(demo).sort())
    expect(rowsOf(earlier, 'guests')).toEqual(rowsOf(demo, 'guests'))
    const closed = (of: Demo) => rowsOf(of, 'invoices').filter((invoice) => invoice.state === 'closed').length
    expect(closed(demo)).toBeGreaterThan(closed(earlier))
  })

  it('has three centers in three zones, 40 services and more, 25 employees and 2,000 guests', () => {
    expect(new Set(rowsOf(demo, 'centers').map((center) => center.time_zone)).size).toBe(3)
    expect(SERVICES.length).toBeGreaterThanOrEqual(40)
    expect(rowsOf(demo, 'employees')).toHaveLength(25)
    const guests = rowsOf(demo, 'guests')
    expect(guests).toHaveLength(2_000)
    for (const unique of [
      guests.map((guest) => guest.id),
      guests.map((guest) => guest.code),
      guests.flatMap((guest) => guest.email ?? []),
      guests.flatMap((guest) => guest.mobile_digits ?? []),
    ])
      expect(new Set(unique).size).toBe(unique.length)
    expect(
      guests.every((guest) => !guest.email || /^[a-z.]+\d*@example\.(com|org|net)$/.test(guest.email)),
    ).toBe(true)
  })

  it('has rosters of twelve weeks with days off and leave, and lunches within the shifts', () => {
    const shifts = rowsOf(demo, 'employee_shifts')
    expect(shifts).toHaveLength(25 * (ROSTER_DAYS.last - ROSTER_DAYS.first + 1))
    expect(new Set(shifts.map((shift) => shift.status))).toEqual(new Set([1, 2, 3, 4]))
    for (const block of rowsOf(demo, 'block_outs')) {
      const local = utcToLocal(block.starts_at as Date, zoneOf.get(block.center_id)!)
      const shift = shifts.find(
        (one) => one.employee_id === block.resource_id && one.day === local.slice(0, 10),
      )!
      expect(minuteOf(local)).toBeGreaterThan(shift.starts!)
      expect(minuteOf(local) + 45).toBeLessThan(shift.ends!)
    }
  })

  it('has visits in all four weeks in every center, in the hours of the center on either side of the change of clocks', () => {
    const byCenter = calendars(NOW)
    for (const { center, today } of Object.values(byCenter)) {
      const visits = rowsOf(demo, 'appointment_groups').filter(
        (visit) => visit.center_id === centerId(center.code),
      )
      const days = visits.map((visit) => localDay(visit.starts_at as Date, center.zone))
      for (let offset = VISIT_DAYS.first; offset <= VISIT_DAYS.last; offset++)
        expect(days, `${center.code} ${offset}`).toContain(addDays(today, offset))
      for (const visit of visits) {
        const [opens, closes] =
          center.hours[new Date(`${localDay(visit.starts_at as Date, center.zone)}T12:00Z`).getUTCDay()]!
        expect(minuteOf(utcToLocal(visit.starts_at as Date, center.zone))).toBeGreaterThanOrEqual(opens)
        expect(minuteOf(utcToLocal(visit.ends_at as Date, center.zone))).toBeLessThanOrEqual(closes)
      }
    }
  })

  it('tells a believable story of each visit', () => {
    const visits = rowsOf(demo, 'appointment_groups')
    const share = (status: number, of: typeof visits) =>
      of.filter((visit) => visit.status === status).length / of.length
    const past = visits.filter((visit) => (visit.ends_at as Date).getTime() < NOW.getTime() - 3_600_000)
    const future = visits.filter((visit) => (visit.starts_at as Date).getTime() > NOW.getTime() + 3_600_000)
    expect(share(1, past)).toBeGreaterThan(0.8)
    expect(new Set(past.map((visit) => visit.status))).toEqual(new Set([1, -1, -2]))
    expect(new Set(future.map((visit) => visit.status))).toEqual(new Set([0, 4, -1]))
    expect(share(4, future)).toBeGreaterThan(0.15)
    const around = new Set(
      visits.filter((visit) => !past.includes(visit) && !future.includes(visit)).map((visit) => visit.status),
    )
    expect([...around]).toContain(2)
    expect(visits.some((visit) => visit.group_invoice_id)).toBe(true)
    for (const visit of visits) {
      const order = [visit.created_at, visit.confirmed_at, visit.checked_in_at].filter(
        (date) => date instanceof Date,
      )
      expect(order.map(Number)).toEqual(order.map(Number).toSorted((a, b) => a - b))
      expect(visit.created_at <= NOW).toBe(true)
    }
  })

  it('bills every visit: numbers without gaps, lines that add up, payments that cover', () => {
    const invoices = rowsOf(demo, 'invoices')
    const items = Map.groupBy(rowsOf(demo, 'invoice_items'), (item) => item.invoice_id)
    const payments = new Map(rowsOf(demo, 'invoice_payments').map((payment) => [payment.invoice_id, payment]))
    for (const [center, numbered] of Map.groupBy(invoices, (invoice) => invoice.center_id)) {
      const numbers = numbered.map((invoice) => invoice.number).sort((a, b) => a - b)
      expect(numbers).toEqual(numbers.map((_, i) => i + 1))
      expect(demo.invoiceCounters.get(center)).toBe(numbers.length)
    }
    for (const invoice of invoices) {
      const lines = items.get(invoice.id)!
      const sum = (read: (line: SeedRow<'invoice_items'>) => number) =>
        lines.reduce((total, line) => total + read(line), 0)
      expect([sum((line) => line.net), sum((line) => line.tax), sum((line) => line.final)]).toEqual([
        invoice.net,
        invoice.tax,
        invoice.total,
      ])
      if (invoice.center_id === centerId('SIN')) expect(invoice.total).toBe(sum((line) => line.list_price))
      expect(payments.get(invoice.id)?.amount ?? 0).toBe(invoice.state === 'closed' ? invoice.total : 0)
    }
  })
})
