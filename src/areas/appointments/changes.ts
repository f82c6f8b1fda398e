/** Moving a visit from status to status: locks, rules, writes and the event, always together. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { localDay } from '#platform/time.ts'
import { getCenter, type Center } from '#areas/centers'
import { cancelInvoice, hasPayments, lockInvoice, type InvoiceRow } from '#areas/invoices'
import { releaseAppointments } from './claims.ts'
import { announceStatus } from './events.ts'
import { feeLines, feesDue, readFeeBasis, type FeeBasis, type FeesDue } from './fees.ts'
import { isEnded, STATUS, stepOf, type VisitAction, type VisitStatus } from './states.ts'
import type { AppointmentGroupRow } from './tables.ts'
import { findGroup } from './visits.ts'

/** A visit nobody else can change until the transaction ends. */
export interface LockedVisit {
  group: AppointmentGroupRow
  invoice: InvoiceRow
  center: Center
}

async function lockGroup(
  tx: Tx,
  organizationId: string,
  invoiceId: string,
): Promise<AppointmentGroupRow | null> {
  const { rows } = await sql<AppointmentGroupRow>`
    select * from appointment_groups
    where organization_id = ${organizationId} and invoice_id = ${invoiceId} for update`.execute(tx)
  return rows[0] ?? null
}

const withCenter = async (tx: Tx, group: AppointmentGroupRow, invoice: InvoiceRow): Promise<LockedVisit> => {
  if (invoice.center_id !== group.center_id) refuse('invoice_center_mismatch', { field: 'invoice_id' })
  return { group, invoice, center: await getCenter(tx, group.organization_id, group.center_id) }
}

/** The visit of a group id, locked: invoice first, then group. Throws appointment_group_not_found, invoice_not_found. */
export async function lockVisit(tx: Tx, organizationId: string, groupId: string): Promise<LockedVisit> {
  const field = 'appointment_group_id'
  const found = await findGroup(tx, organizationId, groupId)
  if (!found) refuse('appointment_group_not_found', { field })
  const invoice = await lockInvoice(tx, organizationId, found.invoice_id)
  if (!invoice) refuse('invoice_not_found', { field: 'invoice_id', detail: 'the visit has no invoice' })
  const group = await lockGroup(tx, organizationId, found.invoice_id)
  // Deleted while this call waited for the lock.
  if (!group) refuse('appointment_group_not_found', { field })
  return withCenter(tx, group, invoice)
}

/** The visit of an invoice, locked. Throws invoice_not_found, or invoice_without_visit for a mere sale. */
export async function lockVisitOfInvoice(
  tx: Tx,
  organizationId: string,
  invoiceId: string,
): Promise<LockedVisit> {
  const invoice = await lockInvoice(tx, organizationId, invoiceId)
  if (!invoice) refuse('invoice_not_found', { field: 'invoice_id' })
  const group = await lockGroup(tx, organizationId, invoiceId)
  if (!group) refuse('invoice_without_visit', { field: 'invoice_id' })
  return withCenter(tx, group, invoice)
}

/** The status rules go by: an open visit on a closed invoice counts as closed. */
export const statusOf = ({ group, invoice }: LockedVisit): VisitStatus =>
  invoice.state === 'closed' && !isEnded(group.status) ? STATUS.closed : (group.status as VisitStatus)

/** Is the visit's day, in the center, still to come? */
export const isOnLaterDay = ({ group, center }: LockedVisit, now: Date): boolean =>
  localDay(group.starts_at, center.time_zone) > localDay(now, center.time_zone)

export interface VisitChange {
  /** Acting person for the audit fields; null for an API key. */
  by: string | null
  comments?: string | null
  reasonId?: number | null
}

/**
 * Takes the step of the table. Returns whether the status changed; a repeat changes nothing and tells nobody.
 * Throws the refusal of the table, named by `field`, the id the caller gave.
 */
export async function takeStep(
  tx: Tx,
  visit: LockedVisit,
  action: VisitAction,
  change: VisitChange,
  now: Date,
  field: string,
): Promise<boolean> {
  const step = stepOf(statusOf(visit), action)
  if (step === 'repeat') return false
  if ('refusal' in step) refuse(step.refusal, { field })
  const { group, center } = visit
  const lines = await readFeeBasis(tx, group.organization_id, group.id)
  await moveTo(tx, visit, step.to, change, feesDue(center.settings, lines, group.starts_at, now), now)
  return true
}

/**
 * Ends a visit that will not take place: puts the fee on its invoice, or ends the sale when there is none to
 * pay, and frees therapist, room and equipment. Ending it the same way again answers as the first time.
 */
export async function endVisit(
  tx: Tx,
  visit: LockedVisit,
  action: 'cancel' | 'mark_no_show',
  change: VisitChange,
  now: Date,
  field: string,
): Promise<{ isChargeApplied: boolean }> {
  const { group, invoice, center } = visit
  const step = stepOf(statusOf(visit), action)
  if (step === 'repeat') return { isChargeApplied: group.fee_applied }
  if ('refusal' in step) refuse(step.refusal, { field })
  if (await hasPayments(tx, group.organization_id, invoice.id)) refuse('payments_on_invoice', { field })
  if (center.settings.comments_mandatory && !change.comments?.trim())
    refuse('comments_required', { field: 'comments', detail: 'this center requires a comment' })
  const lines = await readFeeBasis(tx, group.organization_id, group.id)
  const due = feesDue(center.settings, lines, group.starts_at, now)
  const fees = feesOf(action, visit, lines, due)
  const isChargeApplied = fees.length > 0
  await cancelInvoice(tx, invoice, center.tax_included, fees, now)
  await releaseVisit(tx, group)
  const told = { ...due, [action === 'cancel' ? 'cancellation' : 'noShow']: isChargeApplied }
  await moveTo(tx, visit, step.to, change, told, now, isChargeApplied)
  return { isChargeApplied }
}

function feesOf(
  action: 'cancel' | 'mark_no_show',
  { center }: LockedVisit,
  lines: readonly FeeBasis[],
  due: FeesDue,
) {
  const { cancellation_fee, no_show_fee } = center.settings
  if (action === 'mark_no_show') return feeLines('no_show', no_show_fee, lines)
  return due.cancellation ? feeLines('cancellation', cancellation_fee, lines) : []
}

/** Frees everything the visit occupies. */
export async function releaseVisit(tx: Tx, group: AppointmentGroupRow): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from appointments
    where organization_id = ${group.organization_id} and appointment_group_id = ${group.id}`.execute(tx)
  await releaseAppointments(
    tx,
    group.organization_id,
    rows.map((row) => row.id),
  )
}

/** Writes the new status of the visit and its appointments and tells of it. */
async function moveTo(
  tx: Tx,
  { group, invoice }: LockedVisit,
  status: VisitStatus,
  change: VisitChange,
  due: FeesDue,
  now: Date,
  feeApplied = false,
): Promise<void> {
  const at = (wanted: VisitStatus, kept: Date | null): Date | null => (status === wanted ? now : kept)
  const isNew = status === STATUS.new
  await sql`
    update appointment_groups set status = ${status}, fee_applied = ${feeApplied},
      confirmed_at = ${isNew ? null : at(STATUS.confirmed, group.confirmed_at)},
      checked_in_at = ${isNew ? null : at(STATUS.checkedIn, group.checked_in_at)},
      cancelled_at = ${at(STATUS.cancelled, group.cancelled_at)}, no_show_at = ${at(STATUS.noShow, group.no_show_at)},
      status_comments = coalesce(${change.comments?.trim() || null}, status_comments),
      reason_id = coalesce(${change.reasonId ?? null}::integer, reason_id),
      updated_at = ${now}, updated_by = ${change.by}
    where organization_id = ${group.organization_id} and id = ${group.id}`.execute(tx)
  // A line that was cancelled on its own stays so.
  await sql`
    update appointments set status = ${status}, updated_at = ${now}
    where organization_id = ${group.organization_id} and appointment_group_id = ${group.id} and status <> -1`.execute(
    tx,
  )
  const news = {
    centerId: group.center_id,
    groupId: group.id,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    receiptNumber: invoice.receipt_number,
    status,
    noShowFeeRequired: due.noShow,
    cancellationFeeRequired: due.cancellation,
  }
  await announceStatus(tx, group.organization_id, news, now)
}
