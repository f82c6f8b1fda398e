/** Invoices of visits: made with the visit, priced with it, cancelled with it. Payment and closing build on the same rows. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { priceLines, type PricedInvoice } from './pricing.ts'
import type { InvoiceItemRow, InvoiceRow } from './tables.ts'

export interface NewInvoiceItem {
  id: string
  /** item_type: 0 service, 5 day package, … */
  type: number
  itemId: string
  name: string
  /** Minor units. */
  listPrice: number
  /** Millionths. */
  taxRate: number
  /** Therapist the sale counts for. */
  saleBy: string | null
  feeKind?: 'cancellation' | 'no_show'
}
export interface NewInvoice {
  organizationId: string
  id: string
  center: { id: string; code: string; currency_code: string; tax_included: boolean }
  guestId: string
  groupInvoiceId: string | null
  notes: string | null
  items: NewInvoiceItem[]
  /** Of an invoice made at reserve: when its hold ends. */
  temporaryUntil?: Date | null
}

/**
 * Writes open invoices of one center with their items. Gives the running number of each by its id. The
 * center's counter stays locked until the transaction ends, so this comes late.
 */
export async function createInvoices(
  tx: Tx,
  invoices: readonly NewInvoice[],
  now: Date,
): Promise<Map<string, number>> {
  const first = invoices[0]
  if (!first) return new Map()
  const priced = invoices.map((invoice) =>
    priceLines(
      invoice.items.map((item) => ({ listPrice: item.listPrice, discount: 0, taxRate: item.taxRate })),
      invoice.center.tax_included,
    ),
  )
  const items = invoices.flatMap((invoice, i) => itemRows(invoice, priced[i]!, now))
  const rows = invoices.map((invoice, i): Omit<InvoiceRow, 'number'> & { number: number } => ({
    organization_id: invoice.organizationId,
    id: invoice.id,
    center_id: invoice.center.id,
    guest_id: invoice.guestId,
    group_invoice_id: invoice.groupInvoiceId,
    // Place in this call; the statement adds the counter.
    number: i + 1,
    number_prefix: invoice.center.code,
    receipt_number: null,
    state: 'open',
    source: 20,
    currency_code: invoice.center.currency_code,
    net: priced[i]!.net,
    tax: priced[i]!.tax,
    rounding: 0,
    total: priced[i]!.total,
    temporary_until: invoice.temporaryUntil ?? null,
    notes: invoice.notes,
    created_at: now,
    updated_at: now,
    closed_at: null,
    closed_by: null,
    details: {},
  }))
  const { rows: numbered } = await sql<{ id: string; number: number }>`
    with items as (
      insert into invoice_items
      select * from jsonb_populate_recordset(null::invoice_items, ${JSON.stringify(items)}::jsonb)
      where organization_id = ${first.organizationId}
    ), counter as (
      insert into invoice_counters as c (organization_id, center_id, last_number)
      values (${first.organizationId}, ${first.center.id}, ${invoices.length})
      on conflict (organization_id, center_id) do update set last_number = c.last_number + ${invoices.length}
      returning last_number - ${invoices.length} as before
    )
    insert into invoices (organization_id, id, center_id, guest_id, group_invoice_id, number, number_prefix, receipt_number, state, source,
      currency_code, net, tax, rounding, total, temporary_until, notes, created_at, updated_at, closed_at, closed_by, details)
    select r.organization_id, r.id, r.center_id, r.guest_id, r.group_invoice_id, counter.before + r.number, r.number_prefix, r.receipt_number,
      r.state, r.source, r.currency_code, r.net, r.tax, r.rounding, r.total, r.temporary_until, r.notes, r.created_at, r.updated_at,
      r.closed_at, r.closed_by, r.details
    from counter, jsonb_populate_recordset(null::invoices, ${JSON.stringify(rows)}::jsonb) as r
    returning id, number`.execute(tx)
  return new Map(numbered.map(({ id, number }) => [id, number]))
}

const itemRows = (invoice: NewInvoice, priced: PricedInvoice, now: Date): InvoiceItemRow[] =>
  invoice.items.map((item, position) => {
    const line = priced.lines[position]!
    return {
      organization_id: invoice.organizationId,
      id: item.id,
      invoice_id: invoice.id,
      position,
      type: item.type,
      item_id: item.itemId,
      name: item.name,
      quantity: 1,
      list_price: line.listPrice,
      discount: line.discount,
      net: line.net,
      tax: line.tax,
      final: line.final,
      taxes: line.taxRate ? [{ name: 'Tax', rate: line.taxRate, amount: line.tax }] : [],
      fee_kind: item.feeKind ?? null,
      sale_by: item.saleBy,
      details: {},
      created_at: now,
    }
  })

/** The invoice, locked until the transaction ends, or null. Whatever changes a visit begins with this lock. */
export async function lockInvoice(
  tx: Tx,
  organizationId: string,
  invoiceId: string,
): Promise<InvoiceRow | null> {
  const { rows } = await sql<InvoiceRow>`
    select * from invoices where organization_id = ${organizationId} and id = ${invoiceId} for update`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function findInvoice(
  db: Db,
  organizationId: string,
  invoiceId: string,
): Promise<InvoiceRow | null> {
  const { rows } = await sql<InvoiceRow>`
    select * from invoices where organization_id = ${organizationId} and id = ${invoiceId}`.execute(db)
  return rows[0] ?? null
}

export async function listInvoiceItems(
  db: Db,
  organizationId: string,
  invoiceId: string,
): Promise<InvoiceItemRow[]> {
  const { rows } = await sql<InvoiceItemRow>`
    select * from invoice_items where organization_id = ${organizationId} and invoice_id = ${invoiceId}
    order by position`.execute(db)
  return rows
}

/** Are payments or redemptions on the invoice that have not been taken back? */
export async function hasPayments(db: Db, organizationId: string, invoiceId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invoice_payments
    where organization_id = ${organizationId} and invoice_id = ${invoiceId} and not is_voided limit 1`.execute(
    db,
  )
  return rows.length > 0
}

export interface FeeLine {
  kind: 'cancellation' | 'no_show'
  /** Service the fee is for. */
  itemId: string
  name: string
  /** Minor units. */
  amount: number
  /** Millionths. */
  taxRate: number
  saleBy: string | null
}

/**
 * Ends the sale of a cancelled or missed visit: its service lines are taken off. With fees the invoice
 * stays open and asks for them; without it is cancelled.
 */
export async function cancelInvoice(
  tx: Tx,
  invoice: InvoiceRow,
  taxIncluded: boolean,
  fees: readonly FeeLine[],
  now: Date,
): Promise<void> {
  const { organization_id: organizationId, id } = invoice
  if (!fees.length) {
    await sql`update invoices set state = 'cancelled', updated_at = ${now}
      where organization_id = ${organizationId} and id = ${id}`.execute(tx)
    return
  }
  const priced = priceLines(
    fees.map((fee) => ({ listPrice: fee.amount, discount: 0, taxRate: fee.taxRate })),
    taxIncluded,
  )
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), -1) as position from invoice_items
    where organization_id = ${organizationId} and invoice_id = ${id}`.execute(tx)
  // The service lines stay as history of what was booked, at no charge.
  await sql`update invoice_items set discount = list_price, net = 0, tax = 0, final = 0, taxes = '[]'
    where organization_id = ${organizationId} and invoice_id = ${id}`.execute(tx)
  await tx
    .insertInto('invoice_items')
    .values(
      fees.map((fee, i) => ({
        organization_id: organizationId,
        id: newId(now),
        invoice_id: id,
        position: rows[0]!.position + 1 + i,
        type: 0,
        item_id: fee.itemId,
        name: fee.name,
        quantity: 1,
        list_price: fee.amount,
        discount: 0,
        net: priced.lines[i]!.net,
        tax: priced.lines[i]!.tax,
        final: priced.lines[i]!.final,
        taxes: JSON.stringify([{ name: 'Tax', rate: fee.taxRate, amount: priced.lines[i]!.tax }]),
        fee_kind: fee.kind,
        sale_by: fee.saleBy,
        details: {},
        created_at: now,
      })),
    )
    .execute()
  await sql`update invoices set net = ${priced.net}, tax = ${priced.tax}, total = ${priced.total}, updated_at = ${now}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Makes the temporary invoice of a hold a real one. Gives its number. */
export async function adoptInvoice(
  tx: Tx,
  organizationId: string,
  invoiceId: string,
  change: { groupInvoiceId: string | null; notes: string | null },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update invoices set temporary_until = null, group_invoice_id = ${change.groupInvoiceId}, notes = ${change.notes}, updated_at = ${now}
    where organization_id = ${organizationId} and id = ${invoiceId} returning number`.execute(tx)
  return rows[0]!.number
}

/** Voids temporary invoices, such as those of a hold that ran out or was replaced. */
export async function voidTemporaryInvoices(
  tx: Tx,
  organizationId: string,
  invoiceIds: readonly string[],
  now: Date,
): Promise<void> {
  if (!invoiceIds.length) return
  await sql`update invoices set state = 'void', temporary_until = null, updated_at = ${now}
    where organization_id = ${organizationId} and id = any(${invoiceIds}::uuid[]) and temporary_until is not null`.execute(
    tx,
  )
}

export interface NewGroupInvoice {
  organizationId: string
  id: string
  centerId: string
  hostGuestId: string | null
  name: string | null
}

/** The common invoice of a group visit; each guest keeps an invoice of their own. */
export async function createGroupInvoice(tx: Tx, group: NewGroupInvoice, now: Date): Promise<void> {
  await tx
    .insertInto('group_invoices')
    .values({
      organization_id: group.organizationId,
      id: group.id,
      center_id: group.centerId,
      host_guest_id: group.hostGuestId,
      name: group.name,
      notes: null,
      created_at: now,
    })
    .execute()
}

/** The number printed on an invoice. */
export const invoiceNumber = (invoice: Pick<InvoiceRow, 'number' | 'number_prefix'>): string =>
  `${invoice.number_prefix}${invoice.number}`
