/** Invoices of seeded visits: priced as any other, paid when closed. */
import { priceLines } from '#areas/invoices'
import { priceOf, seniorPriceOf } from './catalog-rows.ts'
import type { CenterCode } from './data/centers.ts'
import { PEOPLE, SENIOR_JOBS } from './data/staff.ts'
import { createRandom, idOf } from './random.ts'
import { centerId, employeeId, guestId, serviceId, type SeedRow } from './rows.ts'
import type { SeededVisit } from './visit-rows.ts'

/** Who books and closes at the desk of each center. */
export const DESK = Object.fromEntries(
  PEOPLE.filter((person) => person.job === 'DESK').map((person) => [person.center, employeeId(person.code)]),
) as Record<CenterCode, string>

interface Bill {
  invoice: SeedRow<'invoices'>
  items: SeedRow<'invoice_items'>[]
  payments: SeedRow<'invoice_payments'>[]
}

export function bill(visit: SeededVisit, number: number, receipt: number | null): Bill {
  const { plan, state, lines, invoiceId } = visit
  const { center } = plan.calendar
  const priced = priceLines(
    lines.map(({ service, therapist }) => ({
      listPrice:
        (SENIOR_JOBS.includes(therapist.job) ? seniorPriceOf(service, center.code) : null) ??
        priceOf(service, center.code)!,
      discount: 0,
      taxRate: center.tax,
    })),
    center.taxIncluded,
  )
  const ended = state.cancelledAt ?? state.noShowAt
  const closedBy = state.closedAt && DESK[center.code]
  const invoice: SeedRow<'invoices'> = {
    id: invoiceId,
    center_id: centerId(center.code),
    guest_id: guestId(plan.guest.number),
    group_invoice_id: visit.groupInvoiceId,
    number,
    number_prefix: center.code,
    receipt_number: receipt === null ? null : `R${receipt}`,
    state: state.closedAt ? 'closed' : ended ? 'cancelled' : 'open',
    source: 20,
    currency_code: center.currency,
    net: priced.net,
    tax: priced.tax,
    rounding: 0,
    total: priced.total,
    temporary_until: null,
    notes: plan.notes,
    created_at: state.bookedAt,
    updated_at: state.closedAt ?? ended ?? state.bookedAt,
    closed_at: state.closedAt,
    closed_by: closedBy,
    details: {},
  }
  const items = lines.map((line, position): SeedRow<'invoice_items'> => {
    const { listPrice, discount, net, tax, final, taxRate } = priced.lines[position]!
    return {
      id: line.itemId,
      invoice_id: invoiceId,
      position,
      type: 0,
      item_id: serviceId(line.service.code),
      name: line.service.name,
      quantity: 1,
      list_price: listPrice,
      discount,
      net,
      tax,
      final,
      taxes: [{ name: 'Tax', rate: taxRate, amount: tax }],
      fee_kind: null,
      sale_by: employeeId(line.therapist.code),
      details: {},
      created_at: state.bookedAt,
    }
  })
  return {
    invoice,
    items,
    payments: state.closedAt && priced.total > 0 ? [payment(visit, priced.total)] : [],
  }
}

const payment = ({ plan, state, invoiceId }: SeededVisit, total: number): SeedRow<'invoice_payments'> => ({
  id: idOf(`payment ${plan.key}`),
  invoice_id: invoiceId,
  kind: createRandom(`payment ${plan.key}`).chance(0.8) ? 'card' : 'cash',
  amount: total,
  tip: 0,
  is_redemption: false,
  is_voided: false,
  details: {},
  created_by: DESK[plan.calendar.center.code],
  created_at: state.closedAt!,
})

/** One for each group, made out to its host. */
export function groupInvoiceRows(visits: readonly SeededVisit[]): SeedRow<'group_invoices'>[] {
  const hosts = visits.filter(({ plan }) => plan.group?.host === plan.guest.number)
  return hosts.map(({ plan, state, groupInvoiceId }) => ({
    id: groupInvoiceId!,
    center_id: centerId(plan.calendar.center.code),
    host_guest_id: guestId(plan.guest.number),
    name: plan.group!.name,
    notes: null,
    created_at: state.bookedAt,
  }))
}
