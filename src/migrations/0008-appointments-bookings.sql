-- A visit: what one guest has booked in one go, with one invoice.
create table appointment_groups (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  guest_id uuid not null,
  invoice_id uuid not null,
  group_invoice_id uuid,
  group_name text,
  -- appointment_status: -2 no-show, -1 cancelled, 0 new, 1 closed, 2 checked in, 4 confirmed, 21 voided
  status smallint not null default 0,
  source smallint not null default 0,
  booking_id uuid,
  host_guest_id uuid,
  notes text,
  is_rebooking boolean not null default false,
  is_surprise boolean not null default false,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  checked_in_at timestamptz,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  no_show_at timestamptz,
  status_comments text,
  reason_id integer,
  fee_applied boolean not null default false,
  created_by uuid,
  created_at timestamptz not null,
  updated_by uuid,
  updated_at timestamptz not null,
  details jsonb not null default '{}',
  primary key (organization_id, id)
);
create unique index appointment_groups_of_invoice on appointment_groups (organization_id, invoice_id);
create index appointment_groups_of_guest on appointment_groups (organization_id, guest_id, starts_at desc, id);
create index appointment_groups_of_host on appointment_groups (organization_id, host_guest_id) where host_guest_id is not null;
create index appointment_groups_of_center on appointment_groups (organization_id, center_id, starts_at);
create index appointment_groups_of_group_invoice on appointment_groups (organization_id, group_invoice_id) where group_invoice_id is not null;

-- One service line of a visit, tied to one invoice line.
create table appointments (
  organization_id uuid not null,
  id uuid not null,
  appointment_group_id uuid not null,
  invoice_item_id uuid not null,
  center_id uuid not null,
  guest_id uuid not null,
  service_id uuid not null,
  parent_appointment_id uuid,
  day_package_id uuid,
  position smallint not null,
  therapist_id uuid,
  second_therapist_id uuid,
  -- therapist_request: 0 any, 1 male, 2 female, 3 specific, 4 several
  therapist_request smallint not null default 0,
  room_id uuid,
  equipment_ids uuid[] not null default '{}',
  starts_at timestamptz not null,
  -- Without recovery time.
  ends_at timestamptz not null,
  recovery_time integer not null default 0,
  -- [{kind, starts_at, ends_at, therapist_id}]
  segments jsonb not null default '[]',
  status smallint not null default 0,
  -- appointment_progress: 0 not started, 1 started, 2 completed
  progress smallint not null default 0,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  details jsonb not null default '{}',
  primary key (organization_id, id)
);
create index appointments_of_group on appointments (organization_id, appointment_group_id, position);
create index appointments_of_center on appointments (organization_id, center_id, starts_at);
create index appointments_of_therapist on appointments (organization_id, therapist_id, starts_at);
create index appointments_of_guest on appointments (organization_id, guest_id, starts_at);
create index appointments_of_item on appointments (organization_id, invoice_item_id);

create table appointment_feedbacks (
  organization_id uuid not null,
  id uuid not null,
  appointment_group_id uuid not null,
  rating smallint not null,
  comments text,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, appointment_group_id)
);

-- A search basket: the request as understood, nothing blocked.
create table bookings (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  day date not null,
  -- Last day whose slots come along.
  last_day date not null,
  -- First instant of the day by the center's clock when the booking was made.
  day_starts_at timestamptz not null,
  request jsonb not null,
  -- What the request says of services, guests and appointments to be moved; a search reads them from here.
  service_ids uuid[] not null,
  guest_ids uuid[] not null,
  moved_ids uuid[] not null,
  -- Null until confirmed; then the answer that was given.
  confirmed jsonb,
  -- Id of the live reservation, if any.
  reservation_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, id)
);
create index bookings_by_age on bookings (expires_at);
-- Written three times in its life; the second and third stay on the page.
alter table bookings set (fillfactor = 50);

-- A hold on one slot of a booking.
create table reservations (
  organization_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  center_id uuid not null,
  starts_at timestamptz not null,
  held_until timestamptz not null,
  -- Chosen therapists, rooms, equipment, times and prices.
  placement jsonb not null,
  -- How many claims the hold stands on; confirm wants them all.
  claims integer not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index reservations_of_booking on reservations (organization_id, booking_id);
create index reservations_by_age on reservations (held_until);

-- Every claim on a therapist, a room place or a piece of equipment. Two active claims on one lane of a
-- resource cannot overlap: that nobody is booked twice is the database's promise, not the program's.
create table claims (
  organization_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('therapist', 'room', 'equipment')),
  resource_id uuid not null,
  center_id uuid not null,
  -- Place in a room, piece of equipment; of a therapist above 0 only for wanted double booking.
  lane smallint not null default 0,
  during tstzrange not null,
  active boolean not null default true,
  guest_id uuid,
  -- Ties the guests who share a room as one group.
  group_key uuid,
  reservation_id uuid,
  appointment_id uuid,
  -- Of a hold; null once confirmed.
  held_until timestamptz,
  primary key (organization_id, id),
  constraint claims_never_overlap
    exclude using gist (organization_id with =, resource_id with =, lane with =, during with &&) where (active)
);
create index claims_of_reservation on claims (organization_id, reservation_id) where reservation_id is not null;
create index claims_of_appointment on claims (organization_id, appointment_id) where appointment_id is not null;
create index claims_of_center on claims using gist (organization_id, center_id, during) where (active);
create index claims_of_guest on claims (organization_id, guest_id) where guest_id is not null;
-- held_until is in no index on purpose: making a hold permanent is then a change inside the page, and none of
-- the indexes above, with their overlap check, is written again. Room for it is left on every page.
alter table claims set (fillfactor = 85);
