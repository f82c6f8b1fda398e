export type SubscriptionType = 'organization' | 'center'
export type RequestType = 'POST' | 'PUT' | 'PATCH'
/** `zenoti`: five sends within minutes; `durable`: ten over about three days. See schedule.ts. */
export type DeliveryProfile = 'zenoti' | 'durable'
/** `entity`: events about one record arrive in their order. */
export type DeliveryOrdering = 'parallel' | 'entity'
/** `waiting` also while a send is under way; `cancelled`: the webhook was switched off or deleted first. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'cancelled'
/** Why a webhook went off by itself: too many failures in a row, or its receiver said that it is gone for good. */
export type DeactivationCause = 'failures' | 'gone'
/** `unsuccessful`: failed or cancelled; `missed`: these, and what the webhook was never told of. */
export type ReplayScope = 'all' | 'unsuccessful' | 'missed'
export type ReplayState = 'running' | 'done' | 'cancelled'

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
  /** Sign-in at the receiver, encrypted. */
  auth_sealed: string | null
  secret_sealed: string
  previous_secret_sealed: string | null
  previous_secret_until: Date | null
  profile: DeliveryProfile
  ordering: DeliveryOrdering
  order_hold_minutes: number
  /** Sends at once, over all workers. */
  max_concurrent: number | null
  max_per_minute: number | null
  is_active: boolean
  is_paused: boolean
  /** Events in a row whose last send failed. */
  failures_in_row: number
  /** Since when it has been off; null while it is active. */
  deactivated_at: Date | null
  /** Null also when a person did it. */
  deactivated_for: DeactivationCause | null
  /** The last event before the first that it missed; null while active. */
  inactive_since_sequence: number | null
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

export interface DeliveryRow {
  organization_id: string
  webhook_id: string
  event_sequence: number
  /** `id` on the wire. */
  id: string
  state: DeliveryState
  /** The record it is about, where the webhook wants order. */
  entity_id: string | null
  /** Waits for an earlier event of its record. */
  held: boolean
  attempts: number
  /** Of these, sends before the last replay. */
  attempts_before: number
  due_at: Date
  claimed_until: Date | null
  /** When it was queued: by the relay, or again by a replay. */
  created_at: Date
  finished_at: Date | null
  last_sent_at: Date | null
  last_status: number | null
  last_error: string | null
}

export interface DeliveryAttemptRow {
  organization_id: string
  webhook_id: string
  event_sequence: number
  /** From 1. */
  attempt: number
  sent_at: Date
  milliseconds: number
  url: string
  request_headers: string
  http_status: number | null
  response_headers: string | null
  response_body: string | null
  response_cut: boolean
  error_class: string | null
  error: string | null
}

export interface WebhookHourRow {
  organization_id: string
  webhook_id: string
  hour: Date
  sends: number
  delivered: number
  failed: number
  /** Sends by the time they took; bounds in statistics.ts. */
  times: number[]
}

export interface WebhookReplayRow {
  organization_id: string
  id: string
  webhook_id: string
  scope: ReplayScope
  event_types: string[] | null
  from_time: Date | null
  to_time: Date | null
  after_sequence: number
  last_sequence: number
  sequence: number
  queued: number
  state: ReplayState
  created_at: Date
  finished_at: Date | null
}

declare module '#platform/db/database.ts' {
  interface Database {
    webhooks: WebhookRow
    relay_positions: { organization_id: string; sequence: number }
    deliveries: DeliveryRow
    delivery_attempts: DeliveryAttemptRow
    webhook_hours: WebhookHourRow
    webhook_gates: { organization_id: string; webhook_id: string; busy_until: Date[]; next_at: Date }
    webhook_replays: WebhookReplayRow
  }
}
