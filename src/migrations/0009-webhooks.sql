create table webhooks (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  subscription_type text not null check (subscription_type in ('organization', 'center')),
  -- Of a center webhook; empty for the whole organisation.
  center_ids uuid[] not null default '{}',
  request_type text not null check (request_type in ('POST', 'PUT', 'PATCH')),
  url text not null,
  -- Event types, or `*`.
  events text[] not null,
  -- Encrypted with the key of the installation; headers and sign-in as JSON objects.
  headers_sealed text,
  auth_sealed text,
  secret_sealed text not null,
  -- While a secret is being replaced, the one before it.
  previous_secret_sealed text,
  previous_secret_until timestamptz,
  profile text not null default 'zenoti' check (profile in ('zenoti', 'durable')),
  ordering text not null default 'parallel' check (ordering in ('parallel', 'entity')),
  -- Longest that an event waits for an earlier one of its record.
  order_hold_minutes integer not null default 60 check (order_hold_minutes between 1 and 10080),
  -- Over all workers; null: as the workers see fit.
  max_concurrent integer check (max_concurrent between 1 and 1000),
  max_per_minute integer check (max_per_minute between 1 and 1000000),
  is_active boolean not null default true,
  -- Records deliveries, sends none.
  is_paused boolean not null default false,
  -- Events in a row whose last send failed; a success sets it back.
  failures_in_row integer not null default 0,
  -- Since when it has been off, and why it went off by itself; no reason when a person did it.
  deactivated_at timestamptz,
  deactivated_for text check (deactivated_for in ('failures', 'gone')),
  -- The last event before the first that it missed; null while active.
  inactive_since_sequence bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Its deliveries stay readable until they are old.
  deleted_at timestamptz,
  primary key (organization_id, id),
  check ((subscription_type = 'center') = (cardinality(center_ids) > 0))
);

-- How far the relay has come in each organisation's events; its row is the relay's lock.
create table relay_positions (
  organization_id uuid primary key,
  sequence bigint not null
);

-- One event to one webhook, however often it is sent.
create table deliveries (
  organization_id uuid not null,
  webhook_id uuid not null,
  event_sequence bigint not null,
  -- `id` on the wire; the same in every attempt and replay.
  id text not null,
  -- waiting also while it is being sent; cancelled: the webhook was switched off first.
  state text not null check (state in ('waiting', 'delivered', 'failed', 'cancelled')),
  -- The record it is about, where the webhook wants order.
  entity_id text,
  -- Waits for an earlier event of its record.
  held boolean not null default false,
  -- Sends whose outcome is known, and how many of them were before the last replay.
  attempts integer not null default 0,
  attempts_before integer not null default 0,
  -- By the clock that a sandbox may move.
  due_at timestamptz not null,
  -- A worker's claim, by the database's own clock; whoever died loses it.
  claimed_until timestamptz,
  -- When it was queued: by the relay, or again by a replay.
  created_at timestamptz not null,
  finished_at timestamptz,
  last_sent_at timestamptz,
  last_status integer,
  last_error text,
  primary key (organization_id, webhook_id, event_sequence)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create unique index deliveries_by_id on deliveries (organization_id, id);
-- Whoever asks for all that waits goes through it as well.
create index deliveries_due on deliveries (organization_id, webhook_id, held, due_at, event_sequence)
  where state = 'waiting';
create index deliveries_of_entity on deliveries (organization_id, webhook_id, entity_id, event_sequence)
  where state = 'waiting' and entity_id is not null;
create index deliveries_held on deliveries (organization_id, webhook_id, created_at)
  where state = 'waiting' and held;
create index deliveries_unsuccessful on deliveries (organization_id, webhook_id, state, event_sequence)
  where state in ('failed', 'cancelled');

-- The log: one row per send.
create table delivery_attempts (
  organization_id uuid not null,
  webhook_id uuid not null,
  event_sequence bigint not null,
  attempt integer not null,
  sent_at timestamptz not null,
  milliseconds integer not null,
  url text not null,
  -- JSON objects; values that were configured are masked.
  request_headers text not null,
  http_status integer,
  response_headers text,
  -- Its beginning, unreadable bytes replaced.
  response_body text,
  response_cut boolean not null default false,
  -- What kind of failure, and in words; null when it went well.
  error_class text,
  error text,
  primary key (organization_id, webhook_id, event_sequence, attempt)
);

-- What the sends of a webhook came to, by hour; kept as long as the log.
create table webhook_hours (
  organization_id uuid not null,
  webhook_id uuid not null,
  hour timestamptz not null,
  sends integer not null,
  delivered integer not null,
  failed integer not null,
  -- Sends by the time they took; the bounds are in statistics.ts.
  times integer[] not null,
  primary key (organization_id, webhook_id, hour)
) with (fillfactor = 50);

-- Of webhooks with a cap: who is sending, and when the next send may begin. By the database's own clock.
create table webhook_gates (
  organization_id uuid not null,
  webhook_id uuid not null,
  -- End of the lease of each send under way.
  busy_until timestamptz[] not null default '{}',
  next_at timestamptz not null default '-infinity',
  primary key (organization_id, webhook_id)
) with (fillfactor = 50);

-- Sending again on request, in steps that a worker takes.
create table webhook_replays (
  organization_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- Which events: all it asks for, those that failed or were cancelled, or these and what it was never told of.
  scope text not null check (scope in ('all', 'unsuccessful', 'missed')),
  event_types text[],
  -- By the time of the event; either may be open.
  from_time timestamptz,
  to_time timestamptz,
  -- After the first, up to and with the second.
  after_sequence bigint not null,
  last_sequence bigint not null,
  -- How far it has come.
  sequence bigint not null,
  queued integer not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index webhook_replays_open on webhook_replays (organization_id, webhook_id, created_at) where finished_at is null;
create index webhook_replays_of_webhook on webhook_replays (organization_id, webhook_id, id);
