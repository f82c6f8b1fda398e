import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import { openDatabase, type DatabasePool } from '#platform/db/pool.ts'
import { checkScope } from '../../../test/scope.ts'
import { findDayPackage, findServiceTerms } from '#areas/catalog'

let test: TestApp
let database: DatabasePool
const { a, b } = world
const dayPackage = '00000000-0000-7000-8000-0000000000d1'
beforeAll(async () => {
  test = await startTestApp()
  database = openDatabase({ connectionString: test.connectionString, max: 2, inspect: checkScope })
  await test.query('insert into service_level_prices values ($1, $2, $3, $4, 11000, 50)', [
    a.id,
    a.services.massage,
    a.centers.newYork,
    a.jobs.senior,
  ])
  for (const [terms, employee] of [
    ['price = 9500', a.employees.mia],
    ['duration = 55', a.employees.nora],
  ])
    await test.query(
      `update service_therapists set ${terms} where organization_id = $1 and service_id = $2 and employee_id = $3`,
      [a.id, a.services.massage, employee],
    )
  await test.query('update employees set is_active = false where id = $1', [a.employees.liam])
})
afterAll(async () => {
  await database.end()
  await test.stop()
})

const read = (center: string, service: string, organization: string = a.id) =>
  findServiceTerms(database.db, organization, center, service)

it('finds what a service costs at a center and who does it on what terms', async () => {
  const massage = await read(a.centers.newYork, a.services.massage)
  expect(massage).toMatchObject({ duration: 60, price: 9000, tax_rate: null })
  const people = Object.fromEntries(massage!.therapists.map((t) => [t.employee_id, [t.duration, t.price]]))
  expect(people).toEqual({
    // Own length over the level's, with the level's price; own price; nothing of their own. Liam is not active.
    [a.employees.nora]: [55, 11000],
    [a.employees.mia]: [null, 9500],
    [a.employees.otto]: [null, null],
  })
})

it('finds prices and people of the center asked', async () => {
  const massage = await read(a.centers.kolkata, a.services.massage)
  expect(massage).toMatchObject({ price: 3000_00 })
  expect(massage!.therapists.map((t) => t.employee_id).toSorted()).toEqual(
    [a.employees.ravi, a.employees.priya].toSorted(),
  )
})

it('finds nothing of what is unknown, foreign, not sold there, or off sale', async () => {
  expect(await read(a.centers.kolkata, a.services.facial)).toBeNull()
  expect(await read(b.centers.oslo, b.services.massage)).toBeNull()
  expect(await read(a.centers.newYork, a.services.massage, b.id)).toBeNull()
  expect(await read(a.centers.newYork, a.services.hidden)).not.toBeNull()
  for (const [table, column] of [
    ['services', 'id'],
    ['service_centers', 'service_id'],
  ]) {
    await test.query(`update ${table} set is_active = false where ${column} = $1`, [a.services.hidden])
    expect(await read(a.centers.newYork, a.services.hidden)).toBeNull()
    await test.query(`update ${table} set is_active = true where ${column} = $1`, [a.services.hidden])
  }
})

it('reads a day package with its services by position, of its own organisation only', async () => {
  await test.query(
    `insert into day_packages (organization_id, id, code, name, price, book_from, created_at) values ($1, $2, 'DAY', 'Spa day', 15000, '2026-03-01', now())`,
    [a.id, dayPackage],
  )
  await test.query('insert into day_package_services values ($1, $2, 1, $3, 0), ($1, $2, 0, $4, 1)', [
    a.id,
    dayPackage,
    a.services.massage,
    a.services.facial,
  ])
  expect(await findDayPackage(database.db, a.id, dayPackage)).toMatchObject({
    name: 'Spa day',
    price: 15000,
    center_id: null,
    currency_code: 'USD',
    book_from: '2026-03-01',
    services: [
      { position: 0, service_id: a.services.facial, guest_index: 1 },
      { position: 1, service_id: a.services.massage, guest_index: 0 },
    ],
  })
  expect(await findDayPackage(database.db, b.id, dayPackage)).toBeNull()
})
