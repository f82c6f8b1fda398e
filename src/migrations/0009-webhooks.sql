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
  -- Encrypted with the key of the installation; headers as a JSON object.
  headers_sealed text,
  secret_sealed text not null,
  is_active boolean not null default true,
  -- Events in a row whose last send failed; a success sets it back.
  failures_in_row integer not null default 0,
  -- When too many failures switched it off; null when a person did.
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  check ((subscription_type = 'center') = (cardinality(center_ids) > 0))
);

-- The relay takes an organisation's events in their order.
create index events_to_relay_in_order on events (organization_id, sequence) where relayed_at is null;

-- One event to one webhook. An inactive webhook has none that wait.
create table deliveries (
  organization_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  event_sequence bigint not null,
  -- `id` on the wire; the same in every attempt.
  wire_id text not null,
  -- waiting also while it is being sent; cancelled: the webhook was switched off first.
  state text not null check (state in ('waiting', 'delivered', 'failed', 'cancelled')),
  -- Sends whose outcome is known.
  attempts smallint not null default 0,
  -- By the clock that a sandbox may move.
  due_at timestamptz not null,
  -- A worker's claim, by the database's own clock; whoever died loses it.
  claimed_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, event_sequence, webhook_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
create index deliveries_due on deliveries (organization_id, webhook_id, due_at) where state = 'waiting';
create index deliveries_finished on deliveries (organization_id, finished_at) where finished_at is not null;

-- The log: one row per send.
create table delivery_attempts (
  organization_id uuid not null,
  delivery_id uuid not null,
  attempt smallint not null,
  webhook_id uuid not null,
  sent_at timestamptz not null,
  milliseconds integer not null,
  http_status integer,
  -- Why there was no answer; null when there was one.
  error text,
  primary key (organization_id, delivery_id, attempt)
);
create index delivery_attempts_of_webhook on delivery_attempts (organization_id, webhook_id, sent_at desc);
