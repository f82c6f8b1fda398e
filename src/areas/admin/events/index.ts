/** /admin/v1/events: what happened, for receivers that come for it. */
import type { Operation } from '#platform/http/operation.ts'
import { listEvents } from './list-events.ts'

export { addEventStream, streamEvents } from './stream-events.ts'

export const eventsManagement: Operation[] = [listEvents]
