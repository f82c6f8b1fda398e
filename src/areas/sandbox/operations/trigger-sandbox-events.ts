import { Type } from 'typebox'
import { entityOf } from '#contract'
import { checkCenterAccess } from '#platform/auth.ts'
import { recordEvent } from '#platform/events/emit.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { applyOverrides, findEventType, readCasts, sampleOf } from '#areas/webhooks'
import { sandboxOf, sandboxRefusals } from '../mode.ts'

/**
 * Sends events of any type to the subscribers of the organisation, about its own records where it has them.
 * They are events like any other, delivered and repeated alike, but nothing happens beside them: no record
 * changes and no other area acts on them.
 */
export const triggerSandboxEvents = managementOperation(
  'triggerSandboxEvents',
  'POST /admin/v1/sandbox/events',
  {
    summary: 'Trigger events of any type with realistic data',
    body: Type.Object({
      type: Type.String({ minLength: 1, maxLength: 100, description: 'Event type, in any letter case' }),
      center_id: Type.Optional(
        Type.String({ format: 'uuid', description: 'Center the events happen in; default: the first one' }),
      ),
      data: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description:
            'Members to set: `{"appointment_group_status": 4}`, `{"guest.email": "ada@example.com"}`, `{"appointments[0].room_name": "Fir"}`',
        }),
      ),
      count: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 100,
          description:
            'Default 1; guests take turns, and each event is about another visit, invoice, membership …',
        }),
      ),
    }),
    reply: Type.Object({
      events: Type.Array(
        Type.Object({
          event_id: Type.String({ description: '`event_id` of the event, the same for all who get it' }),
          type: Type.String(),
          center_id: Type.Union([Type.String(), Type.Null()]),
          entity_id: Type.Union([Type.String(), Type.Null()], {
            description: 'Record the event is about',
          }),
        }),
      ),
    }),
  },
  {
    who: { right: 'webhooks:write' },
    refusals: {
      ...sandboxRefusals,
      event_type_not_found: [400, 502, (refusal) => `There is no event type ${refusal.detail} (type)`],
    },
    async handler({ body }, scope) {
      sandboxOf(scope)
      const { tx, organizationId, caller, now } = scope
      const entry =
        findEventType(body.type) ??
        refuse('event_type_not_found', { field: 'type', detail: body.type.slice(0, 100) })
      const { centerId, casts } = await readCasts(tx, organizationId, body.center_id ?? null, body.count ?? 1)
      if (centerId) checkCenterAccess(caller, centerId)
      return {
        events: casts.map((cast) => {
          const data = applyOverrides(entry.type, sampleOf(entry.type, cast, now), body.data ?? {})
          const { eventId } = recordEvent(tx, { organizationId, centerId, at: now }, entry.type, data)
          return {
            event_id: eventId,
            type: entry.type,
            center_id: centerId,
            entity_id: entityOf(entry.type, data),
          }
        }),
      }
    },
  },
)
