import type { Generated, Kysely, Transaction } from 'kysely'

/**
 * All tables by name. Empty here: each area adds its own rows in its `tables.ts` with
 * `declare module '#platform/db/database.ts' { interface Database { … } }`.
 */
export interface Database extends PlatformTables {}

/** Tables of the platform itself. */
export interface PlatformTables {
  events: {
    organization_id: string
    sequence: string
    event_id: string
    type: string
    resource: string | null
    center_id: string | null
    /** The record it is about, by its id on the wire. */
    entity_id: string | null
    occurred_at: Date
    /** The wire text of `data`, frozen in the transaction of the change. */
    data: string
    recorded_at: Generated<Date>
  }
  idempotency_keys: {
    organization_id: string
    key: string
    operation: string
    request_hash: string
    status: number
    reply: string
    created_at: Date
  }
}

/** Reads: any connection will do. */
export type Db = Kysely<Database>
/** Writes and locks: only inside the one transaction of the operation. */
export type Tx = Transaction<Database>
