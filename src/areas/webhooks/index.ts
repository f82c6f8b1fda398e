import type { Operation } from '#platform/http/operation.ts'

export {
  createWebhook,
  deleteWebhook,
  dropPreviousSecret,
  getWebhook,
  listWebhooks,
  rotateSecret,
  lockWebhook,
  updateWebhook,
  type NewWebhook,
  type WebhookChange,
  type WriteContext,
} from './store.ts'
export { openAuth, openDestination, openHeaders, type WebhookAuth } from './destination.ts'
export { probeWebhook, type ProbeOptions } from './probe.ts'
export type { WebhookSettings } from './settings.ts'
export type {
  DeliveryOrdering,
  DeliveryProfile,
  DeliveryState,
  ReplayScope,
  RequestType,
  SubscriptionType,
  WebhookReplayRow,
  WebhookRow,
} from './tables.ts'
export type { SwitchedOff } from './delivery/outcomes.ts'
export { mailSwitchedOff } from './deactivation.ts'
export { pruneDeliveries } from './delivery/prune.ts'
export { startDelivery, type Delivery, type DeliveryOptions } from './delivery/worker.ts'
export {
  findDeliveries,
  readCursor,
  readDeliveries,
  readDelivery,
  readTime,
  writeCursor,
  type DeliveryDetail,
  type DeliveryFilter,
  type LoggedDelivery,
} from './log/index.ts'
export {
  countMissed,
  createReplay,
  getReplay,
  listReplays,
  resendDelivery,
  type Missed,
  type ReplayRequest,
} from './replay/index.ts'
export { quantile, readStatistics, type WebhookStatistics } from './statistics.ts'
export { startHurry, type Hurry } from './delivery/hurry.ts'
export { readEvents, type EventFilter, type EventPage, type PulledEvent } from './pull/read-events.ts'
export { startStreams, type EventStreams, type StreamRequest } from './pull/streams.ts'

export {
  applyOverrides,
  eventCatalogue,
  exampleOf,
  findEventType,
  readCasts,
  sampleOf,
  schemaOf,
  type CatalogueEntry,
} from './catalogue/index.ts'

export const webhookOperations: Operation[] = []
