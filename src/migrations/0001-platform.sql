-- Tables of the platform itself. Every table begins its primary key with organization_id, so that a
-- tenant's rows stay together (Citus, partitions, or a Postgres per tenant group).
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table event_counters (
  organization_id uuid primary key,
  last_sequence bigint not null
);

-- The outbox: written in the transaction of the change, read by the relay and by receivers that pull. The
-- counter's row is locked until the commit, so an organisation's sequence has no holes and grows in commit order.
create table events (
  organization_id uuid not null,
  sequence bigint not null,
  event_id text not null,
  type text not null,
  resource text,
  center_id uuid,
  -- The record it is about, by its id on the wire.
  entity_id text,
  occurred_at timestamptz not null,
  data text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, sequence)
);
create index events_by_type on events (organization_id, type, sequence);
create index events_by_entity on events (organization_id, entity_id, sequence) where entity_id is not null;

create table idempotency_keys (
  organization_id uuid not null,
  key text not null,
  operation text not null,
  request_hash text not null,
  status integer not null,
  reply text not null,
  created_at timestamptz not null,
  primary key (organization_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table rate_buckets (
  organization_id uuid not null,
  bucket text not null,
  calls_left integer not null,
  window_started timestamptz not null,
  allowed boolean not null,
  primary key (organization_id, bucket)
);

-- One row for the whole installation: how far the sandbox clock is from the wall.
create table clock_shift (
  only_row boolean primary key default true check (only_row),
  milliseconds bigint not null default 0
);
insert into clock_shift (milliseconds) values (0);
