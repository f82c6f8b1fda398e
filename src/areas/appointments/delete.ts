/** Deleting a visit: it leaves no row behind but its invoice, whose number stays taken. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { cancelInvoice } from '#areas/invoices'
import { releaseVisit, type LockedVisit } from './changes.ts'
import { announceDeleted, announceUpdated } from './events.ts'
import { listAppointmentsOfGroup } from './visits.ts'

/** Frees what the visit occupies, ends its invoice, removes the rows and tells of both. The visit must be locked. */
export async function deleteVisit(tx: Tx, { group, invoice, center }: LockedVisit, now: Date): Promise<void> {
  const organizationId = group.organization_id
  const appointments = await listAppointmentsOfGroup(tx, organizationId, group.id)
  await releaseVisit(tx, group)
  await cancelInvoice(tx, invoice, center.tax_included, [], now)
  await sql`delete from appointments
    where organization_id = ${organizationId} and appointment_group_id = ${group.id}`.execute(tx)
  await sql`delete from appointment_feedbacks
    where organization_id = ${organizationId} and appointment_group_id = ${group.id}`.execute(tx)
  // While the group is there: an update with no appointment left, for receivers that know only that one.
  await announceUpdated(tx, organizationId, [group.id], now)
  await announceDeleted(tx, organizationId, group, appointments, now)
  await sql`delete from appointment_groups where organization_id = ${organizationId} and id = ${group.id}`.execute(
    tx,
  )
}
