-- Amounts are minor units of the invoice's currency throughout.
create table invoice_counters (
  organization_id uuid not null,
  center_id uuid not null,
  last_number bigint not null,
  primary key (organization_id, center_id)
);
create table group_invoices (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  host_guest_id uuid,
  name text,
  notes text,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index group_invoices_of_host on group_invoices (organization_id, host_guest_id) where host_guest_id is not null;
create table invoices (
  organization_id uuid not null,
  id uuid not null,
  center_id uuid not null,
  guest_id uuid not null,
  group_invoice_id uuid,
  number bigint not null,
  number_prefix text not null,
  receipt_number text,
  -- open; closed; cancelled (visit cancelled or no-show before closing); void.
  state text not null check (state in ('open', 'closed', 'cancelled', 'void')),
  -- invoice_source: 20 API
  source smallint not null default 20,
  currency_code text not null,
  net bigint not null default 0,
  tax bigint not null default 0,
  rounding bigint not null default 0,
  total bigint not null default 0,
  -- Made at reserve to take a deposit; voided with the hold unless confirm adopts it.
  temporary_until timestamptz,
  notes text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  details jsonb not null default '{}',
  primary key (organization_id, id),
  unique (organization_id, center_id, number)
);
create index invoices_of_guest on invoices (organization_id, guest_id, created_at desc);
create index invoices_of_center on invoices (organization_id, center_id, created_at desc);
create index invoices_of_group on invoices (organization_id, group_invoice_id) where group_invoice_id is not null;

create table invoice_items (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  -- item_type: 0 service, 2 product, 3 membership, 4 package, 5 day package, 6 gift card
  type smallint not null,
  item_id uuid not null,
  name text not null,
  quantity integer not null default 1,
  -- unit price × quantity before discount; net = after discount, before tax; final = net + tax.
  list_price bigint not null,
  discount bigint not null default 0,
  net bigint not null,
  tax bigint not null,
  final bigint not null,
  -- [{name, rate (millionths), amount}]
  taxes jsonb not null default '[]',
  -- Of a fee: cancellation or no_show.
  fee_kind text,
  sale_by uuid,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index invoice_items_of_invoice on invoice_items (organization_id, invoice_id, position);

-- Payments and redemptions; negative amounts are refunds.
create table invoice_payments (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  kind text not null,
  amount bigint not null,
  tip bigint not null default 0,
  is_redemption boolean not null default false,
  is_voided boolean not null default false,
  details jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index invoice_payments_of_invoice on invoice_payments (organization_id, invoice_id);
