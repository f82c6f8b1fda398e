/**
 * Fees for cancelling late and for not coming. Both are switched on per center; a service may be free of
 * either. Source: bookings.yaml, x-fees; webhooks.yaml, x-fee-flags.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { shareOf } from '#platform/money.ts'
import type { CenterSettings, FeeRule } from '#areas/centers'
import type { FeeLine } from '#areas/invoices'

/** A service line of the visit that has not been cancelled, as fees see it. Amounts in minor units. */
export interface FeeBasis {
  service_id: string
  name: string
  allow_cancellation_fee: boolean
  allow_no_show_fee: boolean
  /** The catalog's price at the center. */
  catalog_price: number
  /** What this visit was to pay before tax came on top: the therapist's price less discounts. */
  charged_price: number
  /** Millionths. */
  tax_rate: number
  therapist_id: string | null
}

export interface FeesDue {
  /** Would a no-show cost something; the text of the status event. */
  noShow: boolean
  /** Would cancelling now cost something. */
  cancellation: boolean
}

const HOUR = 3_600_000

/** Which fees hang over the visit at a moment. */
export function feesDue(
  settings: CenterSettings,
  lines: readonly FeeBasis[],
  startsAt: Date,
  now: Date,
): FeesDue {
  const late = startsAt.getTime() - now.getTime() < settings.cancellation_window_hours * HOUR
  return {
    noShow: settings.no_show_fee !== null && lines.some((line) => line.allow_no_show_fee),
    cancellation:
      settings.cancellation_fee !== null && late && lines.some((line) => line.allow_cancellation_fee),
  }
}

/** Fee of one line in minor units. `value` of a percentage is in hundredths of a percent. */
const feeOf = (rule: FeeRule, line: FeeBasis): number =>
  rule.kind === 'amount'
    ? rule.value
    : shareOf(rule.kind === 'list_price_percent' ? line.catalog_price : line.charged_price, rule.value * 100)

const TITLES = { cancellation: 'Cancellation fee', no_show: 'No-show fee' } as const

/** The invoice lines a fee consists of, one per service that allows it; empty when nothing is to be paid. */
export function feeLines(
  kind: 'cancellation' | 'no_show',
  rule: FeeRule | null,
  lines: readonly FeeBasis[],
): FeeLine[] {
  if (!rule) return []
  return lines
    .filter((line) => (kind === 'no_show' ? line.allow_no_show_fee : line.allow_cancellation_fee))
    .map((line) => ({
      kind,
      itemId: line.service_id,
      name: `${TITLES[kind]}: ${line.name}`,
      amount: feeOf(rule, line),
      taxRate: line.tax_rate,
      saleBy: line.therapist_id,
    }))
    .filter((line) => line.amount > 0)
}

export async function readFeeBasis(tx: Tx, organizationId: string, groupId: string): Promise<FeeBasis[]> {
  const { rows } = await sql<FeeBasis>`
    select s.id as service_id, s.name, s.allow_cancellation_fee, s.allow_no_show_fee, a.therapist_id,
      coalesce(p.price, i.list_price) as catalog_price, i.list_price - i.discount as charged_price,
      coalesce((i.taxes->0->>'rate')::integer, 0) as tax_rate
    from appointments a
    join services s on s.organization_id = a.organization_id and s.id = a.service_id
    join invoice_items i on i.organization_id = a.organization_id and i.id = a.invoice_item_id
    left join service_centers p on p.organization_id = a.organization_id and p.service_id = a.service_id
      and p.center_id = a.center_id
    where a.organization_id = ${organizationId} and a.appointment_group_id = ${groupId} and a.status <> -1
    order by a.position`.execute(tx)
  return rows
}
