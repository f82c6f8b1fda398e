import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import { openDatabase, type DatabasePool } from '#platform/db/pool.ts'
import { checkScope } from '../../../test/scope.ts'
import { findDayPackage, findServices, readBookableServices } from '#areas/catalog'
import { readRoomsOfCenter } from '#areas/rooms'

let test: TestApp
let database: DatabasePool
const { a, b } = world
const dayPackage = '00000000-0000-7000-8000-0000000000d1'
beforeAll(async () => {
  test = await startTestApp()
  database = openDatabase({ connectionString: test.connectionString, max: 2, inspect: checkScope })
  await test.query('insert into service_rooms values ($1, $2, $3), ($1, $2, $4)', [
    a.id,
    a.services.massage,
    a.rooms.one,
    a.rooms.kolkata,
  ])
  await test.query('insert into service_level_prices values ($1, $2, $3, $4, 11000, 50)', [
    a.id,
    a.services.massage,
    a.centers.newYork,
    a.jobs.senior,
  ])
  await test.query(
    'update service_therapists set price = 9500 where organization_id = $1 and service_id = $2 and employee_id = $3',
    [a.id, a.services.massage, a.employees.mia],
  )
  await test.query(
    'update service_therapists set duration = 55 where organization_id = $1 and service_id = $2 and employee_id = $3',
    [a.id, a.services.massage, a.employees.nora],
  )
  await test.query('update employees set is_active = false where organization_id = $1 and id = $2', [
    a.id,
    a.employees.liam,
  ])
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
})
afterAll(async () => {
  await database.end()
  await test.stop()
})

const read = (center: string, services: string[]) => readBookableServices(database.db, a.id, center, services)

it('reads services of a center with all that booking needs', async () => {
  const found = await read(a.centers.newYork, [a.services.massage, a.services.color, a.services.laser])
  const by = (id: string) => found.find((service) => service.id === id)!
  expect(found).toHaveLength(3)
  const massage = by(a.services.massage)
  expect(massage).toMatchObject({
    duration: 60,
    price: 9000,
    tax_rate: null,
    is_offered: true,
    in_catalog: true,
    segments: [],
    equipment: [],
  })
  expect(massage.add_on_ids).toEqual([a.services.hotStones])
  expect(massage.room_ids).toEqual([a.rooms.one])
  const people = Object.fromEntries(massage.therapists.map((t) => [t.employee_id, [t.duration, t.price]]))
  expect(people).toEqual({
    // Own length over the level's, with the level's price; own price; nothing of their own. Liam is not active.
    [a.employees.nora]: [55, 11000],
    [a.employees.mia]: [null, 9500],
    [a.employees.otto]: [null, null],
  })
  expect(by(a.services.color).segments).toEqual([
    { kind: 'servicing', minutes: 30 },
    { kind: 'processing', minutes: 30 },
    { kind: 'finishing', minutes: 15 },
  ])
  expect(by(a.services.laser).equipment).toEqual([{ id: a.equipment.laser, quantity: 1 }])
})

it('reads prices, rooms and people of the center asked', async () => {
  const [massage] = await read(a.centers.kolkata, [a.services.massage, a.services.facial])
  expect(massage).toMatchObject({ price: 3000_00, room_ids: [a.rooms.kolkata] })
  expect(massage!.therapists.map((t) => t.employee_id).toSorted()).toEqual(
    [a.employees.ravi, a.employees.priya].toSorted(),
  )
})

it('leaves out what is unknown, foreign or not sold there, and marks what is off sale', async () => {
  expect(await read(a.centers.kolkata, [a.services.facial, b.services.massage])).toEqual([])
  expect(await read(b.centers.oslo, [b.services.massage])).toEqual([])
  expect(await read(a.centers.newYork, [])).toEqual([])
  expect(await read(a.centers.newYork, [a.services.hidden])).toMatchObject([
    { is_offered: true, in_catalog: false },
  ])
  await test.query('update services set is_active = false where organization_id = $1 and id = $2', [
    a.id,
    a.services.hidden,
  ])
  expect(await read(a.centers.newYork, [a.services.hidden])).toMatchObject([{ is_offered: false }])
  expect(await findServices(database.db, a.id, [a.services.hidden, b.services.massage])).toMatchObject([
    { id: a.services.hidden },
  ])
})

it('reads a day package with its services by position, of its own organisation only', async () => {
  expect(await findDayPackage(database.db, a.id, dayPackage)).toMatchObject({
    name: 'Spa day',
    price: 15000,
    center_id: null,
    book_from: '2026-03-01',
    services: [
      { position: 0, service_id: a.services.facial, guest_index: 1 },
      { position: 1, service_id: a.services.massage, guest_index: 0 },
    ],
  })
  expect(await findDayPackage(database.db, b.id, dayPackage)).toBeNull()
})

it('reads the rooms of a center with the services they are kept for', async () => {
  const rooms = await readRoomsOfCenter(database.db, a.id, a.centers.newYork)
  expect(rooms).toHaveLength(3)
  expect(rooms.find((room) => room.id === a.rooms.one)!.service_ids).toEqual([a.services.massage])
  expect(rooms.find((room) => room.id === a.rooms.couple)).toMatchObject({ service_ids: [], capacity: 2 })
})
