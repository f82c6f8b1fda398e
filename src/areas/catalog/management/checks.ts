/** Do the things exist that a catalogue entry refers to? Each refusal names the member at fault. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'

/** What is looked for: the condition beside organisation and ids, and the refusal when one is missing. */
const targets = {
  service: {
    table: sql`services`,
    alsoWhere: sql``,
    refusal: 'service_not_found',
    missing: 'is not a service',
  },
  addOn: {
    table: sql`services`,
    alsoWhere: sql`and is_addon`,
    refusal: 'service_not_found',
    missing: 'is not an add-on service',
  },
  job: { table: sql`jobs`, alsoWhere: sql``, refusal: 'not_found', missing: 'is not a job' },
  employee: {
    table: sql`employees`,
    alsoWhere: sql`and not is_deleted`,
    refusal: 'employee_not_found',
    missing: 'is not an employee',
  },
} as const

const centerTargets = {
  room: { table: sql`rooms`, refusal: 'room_not_found', missing: 'is not a room of this center' },
  equipment: {
    table: sql`equipment`,
    refusal: 'equipment_not_found',
    missing: 'is not equipment of this center',
  },
} as const

/** Field of the n-th id in a list: `add_on_ids[2]`, `therapists[0].employee_id`. */
export type FieldAt = (index: number) => string

/** Each id once, or invalid_input. */
export function checkDistinct(ids: readonly string[], fieldAt: FieldAt): void {
  const repeated = ids.findIndex((id, i) => ids.indexOf(id) < i)
  if (repeated >= 0) refuse('invalid_input', { field: fieldAt(repeated), detail: 'is listed twice' })
}

/** All ids are things of the organisation; they stay locked against removal until the transaction ends. */
export async function checkExist(
  tx: Tx,
  organizationId: string,
  kind: keyof typeof targets,
  ids: readonly string[],
  fieldAt: FieldAt,
): Promise<void> {
  const target = targets[kind]
  if (!ids.length) return
  const { rows } = await sql<{ id: string }>`
    select id from ${target.table}
    where organization_id = ${organizationId} and id = any(${ids}::uuid[]) ${target.alsoWhere}
    order by id for share`.execute(tx)
  report(ids, rows, target, fieldAt)
}

/** All ids are things of that center. */
export async function checkExistAt(
  tx: Tx,
  organizationId: string,
  centerId: string,
  kind: keyof typeof centerTargets,
  ids: readonly string[],
  fieldAt: FieldAt,
): Promise<void> {
  const target = centerTargets[kind]
  if (!ids.length) return
  const { rows } = await sql<{ id: string }>`
    select id from ${target.table}
    where organization_id = ${organizationId} and center_id = ${centerId} and id = any(${ids}::uuid[])
    order by id for share`.execute(tx)
  report(ids, rows, target, fieldAt)
}

function report(
  ids: readonly string[],
  rows: readonly { id: string }[],
  target: { refusal: string; missing: string },
  fieldAt: FieldAt,
): void {
  const found = new Set(rows.map((row) => row.id))
  const missing = ids.findIndex((id) => !found.has(id))
  if (missing >= 0) refuse(target.refusal, { field: fieldAt(missing), detail: target.missing })
}
