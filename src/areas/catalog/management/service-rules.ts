/** What a service must be like. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { ServiceRow, ServiceSegmentRow } from '../tables.ts'

const ORDER = ['servicing', 'processing', 'finishing']

/**
 * Segments follow each other as servicing, processing, finishing and add up to the duration (bookings.yaml,
 * AV24). Throws invalid_input.
 */
export function checkSegments(
  duration: number,
  segments: readonly Pick<ServiceSegmentRow, 'kind' | 'minutes'>[],
): void {
  if (!segments.length) return
  for (const [i, segment] of segments.entries()) {
    const before = segments[i - 1]
    if (before && ORDER.indexOf(segment.kind) < ORDER.indexOf(before.kind))
      refuse('invalid_input', {
        field: `segments[${i}].kind`,
        detail: `comes after ${before.kind}; the order is ${ORDER.join(', ')}`,
      })
  }
  const sum = segments.reduce((minutes, segment) => minutes + segment.minutes, 0)
  if (sum !== duration)
    refuse('invalid_input', {
      field: 'segments',
      detail: `add up to ${sum} minutes, the duration is ${duration}`,
    })
}

/** A variant belongs to a service that is not a variant itself. Throws service_not_found or invalid_input. */
export async function checkVariant(tx: Tx, service: ServiceRow, parentId: string): Promise<void> {
  const { rows } = await sql<{ variant_of: string | null; is_parent: boolean }>`
    select p.variant_of, exists (select 1 from services v
      where v.organization_id = p.organization_id and v.variant_of = ${service.id}) as is_parent
    from services p where p.organization_id = ${service.organization_id} and p.id = ${parentId} for share of p`.execute(
    tx,
  )
  const parent = rows[0] ?? refuse('service_not_found', { field: 'variant_of' })
  if (parentId === service.id || parent.variant_of || parent.is_parent)
    refuse('invalid_input', { field: 'variant_of', detail: 'would make a variant of a variant' })
}
