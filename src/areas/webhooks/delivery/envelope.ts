/** The body of a webhook request. The same stored values always give the same bytes. */
import { fractionText } from '#platform/time.ts'

export interface EnvelopeParts {
  /** `id` on the wire: of this delivery. */
  wireId: string
  /** `event_id` on the wire: of the occurrence, the same for every subscriber. */
  eventId: string
  type: string
  resource: string | null
  occurredAt: Date
  /** JSON text, frozen when the event was emitted. */
  data: string
}

/** UTF-8 JSON, members in the order that receivers have always seen. */
export function buildEnvelope(parts: EnvelopeParts): Buffer {
  const head = JSON.stringify({
    id: parts.wireId,
    event_id: parts.eventId,
    event_schema: 'v1',
    event_resource: parts.resource,
    event_type: parts.type,
    event_timestamp: fractionText(parts.occurredAt, '', 'Z'),
  })
  // Parsing the frozen text again could change its bytes (number forms), so it goes in as it is.
  return Buffer.from(`${head.slice(0, -1)},"data":${parts.data}}`, 'utf8')
}
