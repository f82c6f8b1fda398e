-- Mail to people of an organisation: written with the change that causes it, sent by a worker.
create table mails (
  organization_id uuid not null,
  id uuid not null,
  recipients text[] not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- A worker's claim, by the database's own clock.
  claimed_until timestamptz,
  sent_at timestamptz,
  -- Why the last try failed.
  error text,
  primary key (organization_id, id)
);
create index mails_due on mails (due_at) where sent_at is null;
create index mails_by_age on mails (created_at);
