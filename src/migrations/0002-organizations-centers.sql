create table organizations (
  organization_id uuid primary key,
  name text not null,
  -- Sign-in name of the organisation; the one value that must be unique over all tenants.
  account_name text not null,
  currency_code text not null,
  -- `60;w=60;b=60`, or null for no limit.
  rate_limit text,
  -- Switches of the organisation, see organizations/settings.ts for names and defaults.
  settings jsonb not null default '{}',
  created_at timestamptz not null
);
create unique index organizations_by_account on organizations (lower(account_name));

create table centers (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  display_name text not null,
  description text,
  time_zone text not null,
  currency_code text not null,
  country_id integer not null,
  state_id integer,
  state_other text,
  address1 text, address2 text, city text, zip_code text,
  phone text, email text, website text,
  latitude double precision, longitude double precision,
  is_active boolean not null default true,
  -- Tax on services in millionths (82500 = 8.25 %) and whether list prices contain it.
  service_tax_rate integer not null default 0,
  tax_included boolean not null default false,
  -- Booking switches of the center, see centers/settings.ts for names, units and defaults.
  settings jsonb not null default '{}',
  -- What is shown or looked up rarely: catalogue switches, pay cycle, second phone, see centers/details.ts.
  details jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, code)
);
create index centers_by_name on centers (organization_id, lower(left(name, 200)), id);

-- Minutes count from local midnight; closing past midnight is above 1440. No row: closed that weekday.
create table center_hours (
  organization_id uuid not null,
  center_id uuid not null,
  weekday smallint not null check (weekday between 0 and 6),
  opens integer not null check (opens between 0 and 1439),
  closes integer not null check (closes > opens and closes <= 2880),
  -- Hours of the online channels; null: the same.
  online_opens integer,
  online_closes integer,
  -- When prices are lower; null: never.
  off_peak_opens integer,
  off_peak_closes integer,
  primary key (organization_id, center_id, weekday),
  foreign key (organization_id, center_id) references centers
);

-- A day that is not like its weekday: closed (holiday) or with other hours.
create table center_special_days (
  organization_id uuid not null,
  center_id uuid not null,
  day date not null,
  name text,
  is_closed boolean not null,
  holiday_type integer,
  opens integer check (opens between 0 and 1439),
  closes integer check (closes > opens and closes <= 2880),
  -- Hours of the online channels; null: the same.
  online_opens integer,
  online_closes integer,
  primary key (organization_id, center_id, day),
  foreign key (organization_id, center_id) references centers
);

create table reasons (
  organization_id uuid not null,
  -- What other objects keep and the wire calls reasonpk.
  id integer not null,
  guid uuid not null default gen_random_uuid(),
  -- reason_object_type: 0 membership, 1 turnaway, 2 appointment, 3 deletion, 4 loyalty points
  object_type smallint not null,
  action_type smallint not null,
  name text not null,
  is_active boolean not null default true,
  -- Kept for what has it as its reason; its number is never given again.
  is_deleted boolean not null default false,
  -- Code, description and whether guests see it, see centers/reasons.ts.
  details jsonb not null default '{}',
  primary key (organization_id, id),
  unique (organization_id, guid)
);
create index reasons_by_name on reasons (organization_id, lower(left(name, 200)), id);

create table location_groups (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  center_ids uuid[] not null default '{}',
  -- Code and description.
  details jsonb not null default '{}',
  primary key (organization_id, id)
);
create index location_groups_by_name on location_groups (organization_id, lower(left(name, 200)), id);
