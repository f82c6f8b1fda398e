create table apps (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  contact_uri text,
  secret_hash text not null,
  -- Rights of API keys and of tokens, `guests:write`, …, or `*`.
  key_scopes text[] not null,
  token_scopes text[] not null,
  -- appointment_source of bookings made through the app.
  source smallint not null default 0,
  allows_guests boolean not null default true,
  allows_employees boolean not null default true,
  is_active boolean not null default true,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index apps_by_id on apps (id);

create table api_keys (
  organization_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  -- SHA-256, hex.
  key_hash text not null,
  -- First characters, for people to recognise it.
  hint text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, id)
);
create index api_keys_by_hash on api_keys (key_hash);
create index api_keys_of_app on api_keys (organization_id, app_id, created_at);

-- One sign-in; its tokens are replaced at every refresh.
create table sessions (
  organization_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  user_kind text not null check (user_kind in ('employee', 'guest')),
  user_id uuid not null,
  device_id text,
  access_hash text not null,
  access_expires_at timestamptz not null,
  refresh_hash text not null,
  refresh_expires_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id)
);
create index sessions_by_access on sessions (access_hash);
create index sessions_by_refresh on sessions (refresh_hash);
create index sessions_of_user on sessions (organization_id, user_id) where ended_at is null;
