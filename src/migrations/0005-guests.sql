create table guest_counters (
  organization_id uuid primary key,
  last_number integer not null
);
create table guests (
  organization_id uuid not null,
  id uuid not null,
  -- The numeric twin of the id (`_id` on the wire).
  number integer not null,
  center_id uuid not null,
  code text,
  user_name text,
  password_hash text,
  first_name text not null,
  middle_name text,
  last_name text not null,
  email text,
  mobile_country_id integer,
  mobile_number text,
  -- Digits only, for search and uniqueness.
  mobile_digits text,
  -- gender: -1 not specified, 0 female, 1 male, 3 other
  gender smallint not null default -1,
  -- guest_user_type: 0 guest, 4 lead
  user_type smallint not null default 0,
  is_deleted boolean not null default false,
  merged_into uuid,
  -- Wire members that nothing computes with, by section (personal_info, address_info, preferences, …).
  details jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, number)
);
create index guests_of_center on guests (organization_id, center_id, created_at desc, id desc) where not is_deleted;
create index guests_by_email on guests (organization_id, lower(left(email, 200))) where email is not null;
create index guests_by_mobile on guests (organization_id, mobile_digits) where mobile_digits is not null;
create index guests_by_referral_code on guests (organization_id, (details->>'referral_code')) where details ? 'referral_code';
create index guests_by_code on guests (organization_id, lower(left(code, 200))) where code is not null;
create index guests_by_user_name on guests (organization_id, lower(left(user_name, 200))) where user_name is not null;
create index guests_by_first_name on guests (organization_id, lower(left(first_name, 200)) text_pattern_ops);
create index guests_by_last_name on guests (organization_id, lower(left(last_name, 200)) text_pattern_ops);

create table guest_relationships (
  organization_id uuid not null,
  id uuid not null,
  host_guest_id uuid not null,
  guest_id uuid not null,
  relationship text,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, host_guest_id, guest_id)
);
create index guest_relationships_of_guest on guest_relationships (organization_id, guest_id);

create table guest_merges (
  organization_id uuid not null,
  id uuid not null,
  target_guest_id uuid not null,
  source_guest_id uuid not null,
  center_id uuid,
  merged_by uuid,
  details jsonb not null default '{}',
  merged_at timestamptz not null,
  primary key (organization_id, id)
);
create index guest_merges_by_time on guest_merges (organization_id, merged_at desc, id);
