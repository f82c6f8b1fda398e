-- Lets a GIN index begin with the organisation.
create extension if not exists btree_gin;

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
  -- Dialling code and number without leading zeros: what two spellings of one line have in common.
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
  -- Every form under which one of the guest's three phones is looked for: national number with and without
  -- leading zeros, and with the dialling code (`key` in details; mobile_digits of the mobile).
  phone_keys text[] generated always as (array_remove(array[
    mobile_digits, mobile_number, ltrim(mobile_number, '0'),
    details #>> '{personal_info,home_phone,key}', details #>> '{personal_info,home_phone,number}',
    ltrim(details #>> '{personal_info,home_phone,number}', '0'),
    details #>> '{personal_info,work_phone,key}', details #>> '{personal_info,work_phone,number}',
    ltrim(details #>> '{personal_info,work_phone,number}', '0')
  ], null)) stored,
  primary key (organization_id, id),
  unique (organization_id, number)
);
create index guests_of_center on guests (organization_id, center_id, number) where not is_deleted;
create index guests_by_change on guests (organization_id, center_id, updated_at) where not is_deleted;
create unique index guests_by_code on guests (organization_id, lower(left(code, 200)))
  where code is not null and not is_deleted;
create unique index guests_by_user_name on guests (organization_id, lower(left(user_name, 200)))
  where user_name is not null and not is_deleted;
create index guests_by_email on guests (organization_id, lower(left(email, 200))) where email is not null;
create index guests_by_mobile on guests (organization_id, mobile_digits) where mobile_digits is not null;
create index guests_by_phone on guests using gin (organization_id, phone_keys) where not is_deleted;
create index guests_by_tag on guests using gin (organization_id, (lower((details -> 'tags')::text)::jsonb) jsonb_path_ops)
  where not is_deleted;
create index guests_by_first_name on guests (organization_id, lower(left(first_name, 200)) text_pattern_ops);
create index guests_by_last_name on guests (organization_id, lower(left(last_name, 200)) text_pattern_ops);
create index guests_by_zip_code on guests (organization_id, lower(left(details #>> '{address_info,zip_code}', 200)))
  where details #>> '{address_info,zip_code}' <> '';
create index guests_by_referral_code on guests (organization_id, (details ->> 'referral_code'))
  where details ->> 'referral_code' is not null;
create index guests_by_referrer on guests (organization_id, (details #>> '{referral,referred_by_id}'))
  where details #>> '{referral,referred_by_id}' is not null;

-- Kinds of relationship (spouse, child, friend), set up by the organisation.
create table guest_relationship_types (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  is_active boolean not null default true,
  -- May guests of this relationship share payment accounts at all?
  allows_sharing boolean not null default false,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index guest_relationship_types_by_code on guest_relationship_types (organization_id, lower(left(code, 200)));

-- The guest profile of an employee.
create unique index guests_of_employee on guests (organization_id, (details->>'employee_id'))
  where details->>'employee_id' is not null and not is_deleted;

create table guest_relationships (
  organization_id uuid not null,
  id uuid not null,
  host_guest_id uuid not null,
  guest_id uuid not null,
  -- Name of the kind when the link was made; the type's own name wins where there is one.
  relationship text,
  relationship_type_id uuid,
  allows_sharing boolean not null default false,
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

