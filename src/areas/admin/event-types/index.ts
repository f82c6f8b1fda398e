/** /admin/v1/event-types: what a webhook can be told of. */
import { Type, type Static } from 'typebox'
import { managementOperation, type Operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { eventCatalogue, exampleOf, findEventType, schemaOf, type CatalogueEntry } from '#areas/webhooks'

const read = { right: 'webhooks:read' } as const

const EventType = Type.Object({
  type: Type.String({ description: 'As in `event_type` and in the events of a webhook' }),
  description: Type.String({ description: 'When it is sent' }),
  tag: Type.String(),
  event_resource: Type.Union([Type.String(), Type.Null()]),
  entity_path: Type.Union([Type.String(), Type.Null()], {
    description: 'Where `data` names the record the event is about, a dotted path',
  }),
  fires: Type.Boolean({
    description: 'Sent by itself. The others can be triggered in a sandbox until their area is there',
  }),
  example: Type.Record(Type.String(), Type.Unknown(), { description: 'A whole event' }),
})
const EventTypeWithSchema = Type.Object({
  ...EventType.properties,
  schema: Type.Record(Type.String(), Type.Unknown(), {
    description: 'JSON Schema of the whole event, complete in itself',
  }),
})

const onWire = (entry: CatalogueEntry): Static<typeof EventType> => ({
  type: entry.type,
  description: entry.description,
  tag: entry.tag,
  event_resource: entry.resource,
  entity_path: entry.entityPath,
  fires: entry.fires,
  example: exampleOf(entry),
})

const list = managementOperation(
  'listEventTypes',
  'GET /admin/v1/event-types',
  {
    summary: 'List the event types, each with an example',
    reply: Type.Object({ event_types: Type.Array(EventType) }),
  },
  {
    who: read,
    handler: () => Promise.resolve({ event_types: eventCatalogue.map(onWire) }),
  },
)

const get = managementOperation(
  'getEventType',
  'GET /admin/v1/event-types/{type}',
  { summary: 'Retrieve an event type with the schema of its events', reply: EventTypeWithSchema },
  {
    who: read,
    etag: true,
    refusals: {
      event_type_not_found: [400, 502, (refusal) => `There is no event type ${refusal.detail} (type)`],
    },
    handler({ path }) {
      const entry =
        findEventType(path.type!) ??
        refuse('event_type_not_found', { field: 'type', detail: path.type!.slice(0, 100) })
      return Promise.resolve({ ...onWire(entry), schema: schemaOf(entry.type) })
    },
  },
)

export const eventTypesManagement: Operation[] = [list, get]
