create table jobs (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  level integer not null default 0,
  -- Do people of this job perform services (and hence show as therapists)?
  provides_services boolean not null default true,
  primary key (organization_id, id)
);
create unique index jobs_by_code on jobs (organization_id, lower(left(code, 200)));

create table employees (
  organization_id uuid not null,
  id uuid not null,
  -- Home center.
  center_id uuid not null,
  code text not null,
  user_name text,
  password_hash text,
  first_name text not null,
  middle_name text,
  last_name text not null,
  nick_name text,
  -- gender: -1 not specified, 0 female, 1 male, 3 other
  gender smallint not null default -1,
  email text,
  -- Country of the mobile number (its dialling code is what the wire calls country_code) and national digits.
  phone_country_id integer,
  phone_number text,
  job_id uuid,
  -- First day of the employment, and the first day after it; null: open.
  employed_from date,
  employed_until date,
  -- Stands outside schedules and attendance; null: never said.
  is_consultant boolean,
  is_therapist boolean not null default true,
  show_in_catalog boolean not null default true,
  repeat_guests_only boolean not null default false,
  is_active boolean not null default true,
  is_deleted boolean not null default false,
  -- Wire members that nothing computes with, by section (personal_info, address_info, …).
  details jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index employees_by_code on employees (organization_id, lower(left(code, 200))) where not is_deleted and code <> '';
create unique index employees_by_email on employees (organization_id, lower(left(email, 200))) where email is not null and not is_deleted;
create unique index employees_by_user_name on employees (organization_id, lower(left(user_name, 200))) where user_name is not null and not is_deleted;
create index employees_of_center on employees (organization_id, center_id, id);
create index employees_of_job on employees (organization_id, job_id) where not is_deleted;
create index employees_leaving on employees (employed_until) where is_active and employed_until is not null;

-- Centers an employee works in, home center included.
create table employee_centers (
  organization_id uuid not null,
  employee_id uuid not null,
  center_id uuid not null,
  primary key (organization_id, employee_id, center_id)
);
create index employee_centers_of_center on employee_centers (organization_id, center_id, employee_id);

create table security_roles (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- `guests:write`, …, or `*`.
  rights text[] not null,
  -- Who is given it at a center becomes a therapist who works there.
  is_provider boolean not null default false,
  details jsonb not null default '{}',
  primary key (organization_id, id)
);
create unique index security_roles_by_name on security_roles (organization_id, lower(left(name, 200)));
-- A role held; center_id null: at organisation level.
create table employee_security_roles (
  organization_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  role_id uuid not null,
  center_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index employee_security_roles_of_employee on employee_security_roles (organization_id, employee_id);
create index employee_security_roles_of_role on employee_security_roles (organization_id, role_id);
create unique index employee_security_roles_once
  on employee_security_roles (organization_id, employee_id, role_id, center_id) nulls not distinct;

-- Working times, one row per shift of a day (at most two). Minutes from local midnight of `day`; an end
-- above 1440 runs past midnight. A day of leave is one row with its status and no time.
create table employee_shifts (
  organization_id uuid not null,
  employee_id uuid not null,
  center_id uuid not null,
  day date not null,
  position smallint not null,
  -- schedule_status: 1 working, 2 weekly off, 3 leave, 4 special leave, 5 unpaid leave, 6 holiday
  status smallint not null,
  starts integer,
  ends integer,
  room_id uuid,
  details jsonb not null default '{}',
  -- schedule_id on the wire.
  id uuid not null default gen_random_uuid(),
  primary key (organization_id, employee_id, day, center_id, position),
  check ((status = 1) = (starts is not null and ends is not null and ends > starts))
);
create index employee_shifts_of_center on employee_shifts (organization_id, center_id, day);

create table shift_templates (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- [{weekday, starts, ends}], minutes from midnight.
  shifts jsonb not null,
  primary key (organization_id, id)
);

create table employee_attendance (
  organization_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  center_id uuid not null,
  -- Local day of the center the check-in counts for.
  day date not null,
  checked_in_at timestamptz not null,
  checked_out_at timestamptz,
  details jsonb not null default '{}',
  primary key (organization_id, id)
);
create index employee_attendance_of_center on employee_attendance (organization_id, center_id, day);
create index employee_attendance_of_employee on employee_attendance (organization_id, employee_id, day);
-- One open check-in a day; one that was forgotten on another day does not stand in the way.
create unique index employee_attendance_one_open on employee_attendance (organization_id, employee_id, day) where checked_out_at is null;

-- Members of the profile an organisation adds for itself; values live in employees.details.
create table employee_custom_fields (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  -- string, number, bool, date or image
  data_type text not null,
  position integer not null default 0,
  is_required boolean not null default false,
  is_active boolean not null default true,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

create table employee_images (
  organization_id uuid not null,
  id uuid not null,
  employee_id uuid,
  field_id uuid,
  file_name text,
  -- image/png or image/jpeg, by the first bytes.
  content_type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);

create table employee_medical_licenses (
  organization_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  center_id uuid not null,
  -- medical_license_type: 1 license, 2 DEA
  license_type smallint not null,
  license_number text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, employee_id, center_id, license_type)
);

create table block_out_types (
  organization_id uuid not null,
  id uuid not null,
  -- The id on the wire, which is a whole number there.
  number bigint not null generated by default as identity,
  name text not null,
  -- blockout_source: 0 employee, 1 room
  source smallint not null default 0,
  is_bookable boolean not null default false,
  -- Length in minutes that is offered first; of no effect on block-outs.
  duration integer not null default 30 check (duration between 1 and 720),
  is_active boolean not null default true,
  -- Wire members that nothing computes with: code, description, colours, see block-outs/types.ts.
  details jsonb not null default '{}',
  primary key (organization_id, id),
  unique (organization_id, number)
);

create table block_out_series (
  organization_id uuid not null,
  id uuid not null,
  -- The rule of the recurrence as asked for.
  rule jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);

-- A time an employee (source 0) or a room (source 1) is not to be booked.
create table block_outs (
  organization_id uuid not null,
  id uuid not null,
  source smallint not null,
  -- Employee or room.
  resource_id uuid not null,
  center_id uuid not null,
  type_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  notes text,
  series_id uuid,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  check (ends_at > starts_at)
);
create index block_outs_of_resource on block_outs (organization_id, resource_id, starts_at);
create index block_outs_of_center on block_outs (organization_id, center_id, starts_at);
create index block_outs_of_type on block_outs (organization_id, type_id);
create index block_outs_of_series on block_outs (organization_id, series_id) where series_id is not null;
