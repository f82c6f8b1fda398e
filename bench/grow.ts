/** Fills the database with visits far from the measured day, so that only growth differs between two runs. */
import type pg from 'pg'
import { world } from '../test/world.ts'

const { a } = world
/** A thousand visits a day, by a hundred people who are not on the measured day. */
const PER_DAY = 1_000

export async function growTo(client: pg.Client, appointments: number): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from appointments where organization_id = $1',
    [a.id],
  )
  const from = rows[0]!.n
  const step = 100_000
  for (let done = from; done < appointments; done += step)
    await client.query(
      `with made as (
         select n, gen_random_uuid() as group_id, gen_random_uuid() as invoice_id, gen_random_uuid() as item_id, gen_random_uuid() as appointment_id,
           md5('bench therapist ' || (n % 100))::uuid as therapist_id,
           timestamptz '2015-01-01' + make_interval(days => (n / ${PER_DAY})::int, hours => ((n / 100) % 10)::int) as starts_at
         from generate_series($3::int, $4::int - 1) as n
       ), groups as (
         insert into appointment_groups (organization_id, id, center_id, guest_id, invoice_id, status, starts_at, ends_at, created_at, updated_at)
         select $1, group_id, $2, $5, invoice_id, 1, starts_at, starts_at + interval '50 minutes', starts_at, starts_at from made
       ), bills as (
         insert into invoices (organization_id, id, center_id, guest_id, number, number_prefix, state, currency_code, net, tax, total, created_at, updated_at)
         select $1, invoice_id, $2, $5, n + 1000000, 'B', 'closed', 'USD', 9000, 742, 9742, starts_at, starts_at from made
       ), lines as (
         insert into invoice_items (organization_id, id, invoice_id, position, type, item_id, name, list_price, net, tax, final, created_at)
         select $1, item_id, invoice_id, 0, 0, $6, 'Massage', 9000, 9000, 742, 9742, starts_at from made
       ), held as (
         insert into claims (organization_id, id, kind, resource_id, center_id, during, appointment_id)
         select $1, gen_random_uuid(), 'therapist', therapist_id, $2, tstzrange(starts_at, starts_at + interval '50 minutes'), appointment_id from made
       )
       insert into appointments (organization_id, id, appointment_group_id, invoice_item_id, center_id, guest_id, service_id, position,
         therapist_id, starts_at, ends_at, status, created_at, updated_at)
       select $1, appointment_id, group_id, item_id, $2, $5, $6, 0, therapist_id, starts_at, starts_at + interval '50 minutes', 1, starts_at, starts_at
       from made`,
      [a.id, a.centers.newYork, done, Math.min(done + step, appointments), a.guests.cleo, a.services.massage],
    )
  await client.query('vacuum analyze')
}
