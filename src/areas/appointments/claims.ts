/**
 * Claims on therapists, room places and equipment. The database refuses two active claims that overlap on
 * one lane of a resource, so nobody is booked twice by construction.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { beforeCommit, sqlState, violatedConstraint } from '#platform/db/transaction.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'

export interface NewClaim {
  kind: 'therapist' | 'room' | 'equipment'
  resourceId: string
  lane: number
  from: Date
  to: Date
  guestId: string | null
  groupKey: string | null
  /** Which item of the reservation it belongs to; becomes the appointment's at confirm. */
  appointmentId: string | null
}
export interface ClaimOwner {
  organizationId: string
  centerId: string
  reservationId: string | null
  /** End of the hold; null for a claim that stays. */
  heldUntil: Date | null
  /** Holds that ran out may stand in the way; false when the caller has seen that none does. */
  clearExpired?: boolean
}

/**
 * Inserts the claims in sorted order, together with the commit; once in a transaction. It then refuses with
 * slot_taken when one of them is not free any more.
 */
export function insertClaims(tx: Tx, owner: ClaimOwner, claims: readonly NewClaim[], now: Date): void {
  if (!claims.length) return
  const sorted = claims.toSorted((a, b) =>
    a.resourceId !== b.resourceId
      ? a.resourceId < b.resourceId
        ? -1
        : 1
      : a.lane - b.lane || a.from.getTime() - b.from.getTime(),
  )
  const { organizationId } = owner
  // Holds that ran out still occupy their lane until somebody takes them away.
  const clear = sql`
    update claims set active = false
    where organization_id = ${organizationId} and resource_id = any(${[...new Set(sorted.map((c) => c.resourceId))]}::uuid[])
      and active and held_until <= ${now}`
  const insert = sql`
    insert into claims (organization_id, id, kind, resource_id, center_id, lane, during, active, guest_id, group_key,
      reservation_id, appointment_id, held_until)
    select ${organizationId}, c.id, c.kind, c.resource_id, ${owner.centerId}, c.lane, tstzrange(c.starts, c.ends), true,
      c.guest_id, c.group_key, ${owner.reservationId}, c.appointment_id, ${owner.heldUntil}
    from unnest(
      ${sorted.map(() => newId(now))}::uuid[], ${sorted.map((c) => c.kind)}::text[], ${sorted.map((c) => c.resourceId)}::uuid[],
      ${sorted.map((c) => c.lane)}::smallint[], ${sorted.map((c) => c.from)}::timestamptz[], ${sorted.map((c) => c.to)}::timestamptz[],
      ${sorted.map((c) => c.guestId)}::uuid[], ${sorted.map((c) => c.groupKey)}::uuid[], ${sorted.map((c) => c.appointmentId)}::uuid[]
    ) as c (id, kind, resource_id, lane, starts, ends, guest_id, group_key, appointment_id)`
  beforeCommit(tx, 'claims', () => (owner.clearExpired === false ? [insert] : [clear, insert]), refuseOverlap)
}

function refuseOverlap(error: unknown): void {
  if (sqlState(error) === '23P01' && violatedConstraint(error) === 'claims_never_overlap')
    refuse('slot_taken')
}

/**
 * Makes the claims of a hold permanent. Throws slot_taken unless all of them still stand: a hold may run out,
 * and be swept or overbooked, between the look at its time and this statement.
 */
export async function keepClaims(
  tx: Tx,
  organizationId: string,
  reservationId: string,
  expected: number,
): Promise<void> {
  // Not "and active": that would let a planner without statistics walk all active claims of the organisation.
  const { rows } = await sql<{ active: boolean }>`
    update claims set held_until = null
    where organization_id = ${organizationId} and reservation_id = ${reservationId} returning active`.execute(
    tx,
  )
  if (rows.filter((claim) => claim.active).length !== expected) refuse('slot_taken')
}

/** Frees what a hold occupies. */
export async function releaseReservation(
  tx: Tx,
  organizationId: string,
  reservationIds: readonly string[],
): Promise<void> {
  if (!reservationIds.length) return
  await sql`delete from claims
    where organization_id = ${organizationId} and reservation_id = any(${reservationIds}::uuid[]) and held_until is not null`.execute(
    tx,
  )
}

/** Frees therapists, rooms and equipment of appointments at once. */
export async function releaseAppointments(
  tx: Tx,
  organizationId: string,
  appointmentIds: readonly string[],
): Promise<void> {
  if (!appointmentIds.length) return
  await sql`delete from claims
    where organization_id = ${organizationId} and appointment_id = any(${appointmentIds}::uuid[])`.execute(tx)
}

/**
 * Frees the old places of moved appointments and brings the hold's claims, which stood on lanes of their
 * own meanwhile, to the ordinary ones. Throws slot_taken when a lane was taken in between.
 */
export async function moveClaims(
  tx: Tx,
  organizationId: string,
  reservationId: string,
  appointmentIds: readonly string[],
  laneOffset: number,
): Promise<void> {
  await sql`delete from claims
    where organization_id = ${organizationId} and appointment_id = any(${appointmentIds}::uuid[])
      and reservation_id is distinct from ${reservationId}::uuid`.execute(tx)
  try {
    await sql`update claims set lane = lane - ${laneOffset}
      where organization_id = ${organizationId} and reservation_id = ${reservationId} and lane >= ${laneOffset}
        and appointment_id = any(${appointmentIds}::uuid[])`.execute(tx)
  } catch (error) {
    if (sqlState(error) === '23P01') refuse('slot_taken')
    throw error
  }
}
