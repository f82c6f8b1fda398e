import type { Operation } from '#platform/http/operation.ts'

export {
  createWebhook,
  deleteWebhook,
  getWebhook,
  headersOf,
  listSends,
  listWebhooks,
  rotateSecret,
  updateWebhook,
  type LoggedSend,
  type WebhookChange,
  type WriteContext,
} from './store.ts'
export type { WebhookSettings } from './settings.ts'
export type { RequestType, SubscriptionType, WebhookRow } from './tables.ts'
export { sendTest, type SendResult } from './deliver.ts'
export { pruneDeliveries, type SwitchedOff } from './deliveries.ts'
export { startDelivery, type Delivery, type DeliveryOptions } from './worker.ts'
export { startHurry } from './hurry.ts'

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
