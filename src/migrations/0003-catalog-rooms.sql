create table categories (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  parent_id uuid,
  -- category_type: 1 service, 2 product, 3 package, 4 membership, 5 class
  type smallint not null default 1,
  display_order integer not null default 0,
  show_in_catalog boolean not null default true,
  is_active boolean not null default true,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index categories_in_order on categories (organization_id, type, display_order, id);
create index categories_of_parent on categories (organization_id, parent_id) where parent_id is not null;

create table services (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  display_name text not null,
  description text,
  html_description text,
  category_id uuid,
  -- Minutes.
  duration integer not null check (duration between 1 and 1440),
  recovery_time integer not null default 0 check (recovery_time between 0 and 480),
  is_couple boolean not null default false,
  is_addon boolean not null default false,
  has_variants boolean not null default false,
  -- Service this one is a variant of.
  variant_of uuid,
  parallel_group integer,
  -- Rank in the sequence a guest's items are done in.
  sequence integer not null default 0,
  needs_room boolean not null default true,
  show_in_catalog boolean not null default true,
  can_book boolean not null default true,
  allow_cancellation_fee boolean not null default true,
  allow_no_show_fee boolean not null default true,
  display_order integer not null default 0,
  is_active boolean not null default true,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, code)
);
create index services_by_name on services (organization_id, lower(left(name, 200)), id);
create index services_of_category on services (organization_id, category_id);
create index services_of_parent on services (organization_id, variant_of) where variant_of is not null;

-- Where a service is sold. Price in minor units of the center's currency.
create table service_centers (
  organization_id uuid not null,
  service_id uuid not null,
  center_id uuid not null,
  price bigint not null check (price >= 0),
  -- Tax rate in millionths; null: the center's.
  tax_rate integer,
  is_active boolean not null default true,
  show_in_catalog boolean not null default true,
  primary key (organization_id, service_id, center_id)
);
create index service_centers_of_center on service_centers (organization_id, center_id, service_id);

create table service_segments (
  organization_id uuid not null,
  service_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('servicing', 'processing', 'finishing')),
  minutes integer not null check (minutes > 0),
  primary key (organization_id, service_id, position)
);

create table service_add_ons (
  organization_id uuid not null,
  service_id uuid not null,
  add_on_id uuid not null,
  primary key (organization_id, service_id, add_on_id)
);
create index services_of_add_on on service_add_ons (organization_id, add_on_id);

-- Prices and durations of a job level (senior, master): minor units and minutes; null: the service's own.
create table service_level_prices (
  organization_id uuid not null,
  service_id uuid not null,
  center_id uuid not null,
  job_id uuid not null,
  price bigint,
  duration integer,
  primary key (organization_id, service_id, center_id, job_id)
);

-- Who may perform a service where.
create table service_therapists (
  organization_id uuid not null,
  service_id uuid not null,
  center_id uuid not null,
  employee_id uuid not null,
  -- Own duration in minutes and own price in minor units; null: the level's or the service's.
  duration integer,
  price bigint,
  primary key (organization_id, service_id, center_id, employee_id)
);
create index service_therapists_of_employee on service_therapists (organization_id, employee_id, center_id);

create table rooms (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  code text not null,
  name text not null,
  description text,
  capacity integer not null default 1 check (capacity between 1 and 1000),
  can_exceed_capacity boolean not null default false,
  only_one_appointment boolean not null default false,
  only_one_group boolean not null default false,
  is_active boolean not null default true,
  display_order integer not null default 0,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index rooms_of_center on rooms (organization_id, center_id, display_order, id);

create table service_rooms (
  organization_id uuid not null,
  service_id uuid not null,
  room_id uuid not null,
  primary key (organization_id, service_id, room_id)
);
create index service_rooms_of_room on service_rooms (organization_id, room_id);

create table equipment (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  name text not null,
  quantity integer not null default 1 check (quantity between 0 and 1000),
  is_active boolean not null default true,
  primary key (organization_id, id)
);
create index equipment_of_center on equipment (organization_id, center_id);

create table service_equipment (
  organization_id uuid not null,
  service_id uuid not null,
  equipment_id uuid not null,
  quantity integer not null default 1 check (quantity > 0),
  primary key (organization_id, service_id, equipment_id)
);

-- Several services sold as one and done on one day; each position expands to one booked service.
create table day_packages (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  -- Where it is sold; null: in every center of the organisation's own currency.
  center_id uuid,
  price bigint not null check (price >= 0),
  is_couple boolean not null default false,
  can_book boolean not null default true,
  book_from date,
  book_until date,
  is_active boolean not null default true,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, code)
);
create table day_package_services (
  organization_id uuid not null,
  day_package_id uuid not null,
  position smallint not null,
  service_id uuid not null,
  -- Which of the package's guests (0, or 1 in a couple package).
  guest_index smallint not null default 0,
  primary key (organization_id, day_package_id, position)
);
create index day_packages_of_service on day_package_services (organization_id, service_id);
