/** Repeated writes under one Idempotency-Key answer alike for 24 hours. Not part of the original API; only who asks meets it. */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'

export interface IdempotentCall {
  organizationId: string
  /** The caller's key, bound to the caller so that two apps never meet. */
  key: string
  operation: string
  requestHash: string
  now: Date
}
export interface KeptReply {
  status: number
  body: unknown
}

export const hashRequest = (...parts: unknown[]): string => hash('sha256', JSON.stringify(parts), 'hex')

/**
 * Claims the key inside the operation's transaction, so that the change and the memory of it are one.
 * A second call waits here for the first and then gets its answer. Throws idempotency_mismatch when the
 * key came with another request.
 */
export async function claimKey(tx: Tx, call: IdempotentCall): Promise<KeptReply | null> {
  await sql`delete from idempotency_keys where organization_id = ${call.organizationId} and key = ${call.key}
    and created_at < ${new Date(call.now.getTime() - 24 * 3600_000)}`.execute(tx)
  const inserted = await sql`
    insert into idempotency_keys (organization_id, key, operation, request_hash, status, reply, created_at)
    values (${call.organizationId}, ${call.key}, ${call.operation}, ${call.requestHash}, 0, '', ${call.now})
    on conflict (organization_id, key) do nothing returning key`.execute(tx)
  if (inserted.rows.length) return null
  return keptReply(tx, call)
}

async function keptReply(db: Db, call: IdempotentCall): Promise<KeptReply | null> {
  const { rows } = await sql<{ operation: string; request_hash: string; status: number; reply: string }>`
    select operation, request_hash, status, reply from idempotency_keys
    where organization_id = ${call.organizationId} and key = ${call.key}`.execute(db)
  const row = rows[0]
  if (!row) return null
  if (row.operation !== call.operation || row.request_hash !== call.requestHash)
    refuse('idempotency_mismatch')
  return { status: row.status, body: JSON.parse(row.reply) }
}

/** Keeps the answer with the change. */
export async function keepReply(tx: Tx, call: IdempotentCall, reply: KeptReply): Promise<void> {
  await sql`update idempotency_keys set status = ${reply.status}, reply = ${JSON.stringify(reply.body)}
    where organization_id = ${call.organizationId} and key = ${call.key}`.execute(tx)
}

/** Keeps a refusal, whose own transaction was rolled back. */
export async function keepRefusal(db: Db, call: IdempotentCall, reply: KeptReply): Promise<void> {
  await sql`
    insert into idempotency_keys (organization_id, key, operation, request_hash, status, reply, created_at)
    values (${call.organizationId}, ${call.key}, ${call.operation}, ${call.requestHash}, ${reply.status},
            ${JSON.stringify(reply.body)}, ${call.now})
    on conflict (organization_id, key) do nothing`.execute(db)
}

/** Takes away what is older than the promise, a bounded number of rows at a time. */
export async function forgetKeys(db: Db, before: Date): Promise<void> {
  await sql`
    delete /* any organisation */ from idempotency_keys where (organization_id, key) in (
      select organization_id, key from idempotency_keys where created_at < ${before} order by created_at limit 10000)`.execute(
    db,
  )
}
