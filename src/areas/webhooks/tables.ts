export type SubscriptionType = 'organization' | 'center'
export type RequestType = 'POST' | 'PUT' | 'PATCH'
/** `waiting` also while a send is under way; `cancelled`: the webhook was switched off or deleted first. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'cancelled'

export interface WebhookRow {
  organization_id: string
  id: string
  name: string
  description: string | null
  subscription_type: SubscriptionType
  /** Of a center webhook; empty for the whole organisation. */
  center_ids: string[]
  request_type: RequestType
  url: string
  /** Event types, or `*`. */
  events: string[]
  /** Extra request headers, encrypted. */
  headers_sealed: string | null
  secret_sealed: string
  is_active: boolean
  /** Events in a row whose last send failed. */
  failures_in_row: number
  /** When too many failures switched it off; null when a person did, or while it is active. */
  deactivated_at: Date | null
  created_at: Date
  updated_at: Date
}

export interface DeliveryRow {
  organization_id: string
  id: string
  webhook_id: string
  event_sequence: number
  wire_id: string
  state: DeliveryState
  attempts: number
  due_at: Date
  claimed_until: Date | null
  created_at: Date
  finished_at: Date | null
}

export interface DeliveryAttemptRow {
  organization_id: string
  delivery_id: string
  /** From 1. */
  attempt: number
  webhook_id: string
  sent_at: Date
  milliseconds: number
  http_status: number | null
  error: string | null
}

declare module '#platform/db/database.ts' {
  interface Database {
    webhooks: WebhookRow
    deliveries: DeliveryRow
    delivery_attempts: DeliveryAttemptRow
  }
}
