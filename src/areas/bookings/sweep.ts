/** Takes away what has run out: holds with their claims and temporary invoices, and forgotten baskets. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { releaseReservation } from '#areas/appointments'
import { voidTemporaryInvoices } from '#areas/invoices'
import type { ReservationRow } from './tables.ts'

const BATCH = 200

/** Serves all organisations alike, a bounded number of rows at a time. Safe in several processes at once. */
export async function sweepBookings(db: Db, now: Date): Promise<void> {
  while (await sweepHolds(db, now)) continue
  await sql`
    delete /* any organisation */ from bookings where (organization_id, id) in (
      select organization_id, id from bookings where expires_at <= ${now} order by expires_at limit 1000 for update skip locked)`.execute(
    db,
  )
}

/** One batch; true when there may be more. */
const sweepHolds = (db: Db, now: Date): Promise<boolean> =>
  transact(db, async (tx) => {
    const { rows } = await sql<ReservationRow>`
      delete /* any organisation */ from reservations where (organization_id, id) in (
        select organization_id, id from reservations where held_until <= ${now} order by held_until limit ${BATCH} for update skip locked)
      returning *`.execute(tx)
    const byOrganization = Map.groupBy(rows, (row) => row.organization_id)
    for (const [organizationId, holds] of byOrganization) {
      await releaseReservation(
        tx,
        organizationId,
        holds.map((hold) => hold.id),
      )
      const temporary = holds.flatMap((hold) =>
        hold.placement.flatMap((visit) => (visit.hasInvoice ? [visit.invoiceId] : [])),
      )
      await voidTemporaryInvoices(tx, organizationId, temporary, now)
    }
    return rows.length === BATCH
  })
