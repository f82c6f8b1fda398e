create table webhooks (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  subscription_type text not null check (subscription_type in ('organization', 'center')),
  center_id uuid,
  request_type text not null check (request_type in ('POST', 'PUT', 'PATCH')),
  url text not null,
  -- Event types, or `*`.
  events text[] not null,
  -- Encrypted with the key of the installation.
  headers_sealed text,
  secret_sealed text not null,
  is_active boolean not null default true,
  -- Events in a row whose last send failed; a success sets it back.
  failures_in_row integer not null default 0,
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

-- One event to one webhook.
create table deliveries (
  organization_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  event_sequence bigint not null,
  -- `id` on the wire; the same in every attempt.
  wire_id text not null,
  state text not null check (state in ('waiting', 'sending', 'delivered', 'failed')),
  attempts smallint not null default 0,
  due_at timestamptz not null,
  -- A worker's claim; whoever died loses it.
  claimed_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, webhook_id, event_sequence)
);
create index deliveries_due on deliveries (due_at) where state in ('waiting', 'sending');
create index deliveries_of_webhook on deliveries (organization_id, webhook_id, created_at desc);

create table delivery_attempts (
  organization_id uuid not null,
  delivery_id uuid not null,
  attempt smallint not null,
  sent_at timestamptz not null,
  milliseconds integer not null,
  http_status integer,
  error text,
  primary key (organization_id, delivery_id, attempt)
);
