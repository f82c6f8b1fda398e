/**
 * People who leave while somebody books with or for them. Each race is held at the moment that matters: what goes
 * first stands still with its locks, by a row it needs later, until what goes second waits for it.
 */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type Answer, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())
afterEach(async () => {
  await test.query('update employees set is_deleted = false, is_active = true')
  await test.query('update rooms set is_active = true')
  await test.query('update equipment set is_active = true')
  await test.query('update guests set is_deleted = false, merged_into = null')
  await test.query(
    `insert into employee_centers (organization_id, employee_id, center_id)
     select organization_id, id, center_id from employees on conflict do nothing`,
  )
})

const { a } = world
const { nora, mia } = a.employees
const newYork = a.centers.newYork

interface Reserved {
  is_reserved: boolean
  invoices: { items: { therapist: { id: string }; room: { id: string } }[] }[] | null
  error: { code: number; message: string } | null
}
interface Wish {
  service?: string
  therapist?: string
  room?: string
  guest?: string
  host?: string
  atDesk?: boolean
}
async function book(date: string, wish: Wish): Promise<string> {
  const { body, text } = await test.call<{ id: string }>('POST', '/v1/bookings', {
    body: {
      center_id: newYork,
      date,
      ...(wish.host ? { host_id: wish.host } : {}),
      ...(wish.atDesk ? { booking_source: 0 } : {}),
      guests: [
        {
          id: wish.guest ?? a.guests.cleo,
          items: [
            {
              item: { id: wish.service ?? a.services.massage },
              ...(wish.therapist ? { therapist: { id: wish.therapist } } : {}),
              ...(wish.room ? { room: { id: wish.room } } : {}),
            },
          ],
        },
      ],
    },
  })
  expect(body.id, text).toBeTruthy()
  return body.id
}
const reserve = (id: string, slot_time: string) =>
  test.call<Reserved>('POST', `/v1/bookings/${id}/slots/reserve`, { body: { slot_time } })
const confirm = (id: string) =>
  test.call<{ is_confirmed: boolean; error: { code: number; message: string } | null }>(
    'POST',
    `/v1/bookings/${id}/slots/confirm`,
  )
const admin = (method: string, path: string, body?: object) =>
  test.call(method, `/admin/v1/${path}`, body ? { body } : {})

/** Until as many statements wait for locks, or something has happened that makes it idle to wait. */
async function waiting(count: number, isIdle = () => false): Promise<void> {
  for (let tries = 0; tries < 400 && !isIdle(); tries++) {
    const [row] = await test.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (row!.n >= count) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  if (!isIdle()) throw new Error(`${count} statements should have waited`)
}

/** Runs `first` up to where it needs what `obstacle` locks, then `second` to where it stops or ends, then both on. */
async function cross<First, Second>(
  obstacle: string,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, Second]> {
  const client = new pg.Client({ connectionString: test.connectionString })
  await client.connect()
  try {
    await client.query('begin')
    expect((await client.query(obstacle)).rowCount, 'the obstacle is there').toBeGreaterThan(0)
    const one = first()
    await waiting(1)
    let hasPassed = false
    const other = second().finally(() => (hasPassed = true))
    // Whether the second may pass the first is for the assertions to judge.
    await waiting(2, () => hasPassed)
    await client.query('rollback')
    return await Promise.all([one, other])
  } finally {
    await client.end()
  }
}

const chosen = (answer: Answer<Reserved>) => answer.body.invoices![0]!.items[0]!
const taken = { is_reserved: false, error: { code: 500 } }
const therapistClaims = (employee: string) =>
  test.query('select 1 from claims where resource_id = $1 and active and held_until is not null', [employee])

describe('a reservation that waits behind', () => {
  const deletion = (employee: string, id: string, time: string) =>
    cross(
      `select 1 from employees where id = '${employee}' for update`,
      () => admin('DELETE', `employees/${employee}`),
      () => reserve(id, time),
    )

  it('another lock, while its equipment goes out of use: is refused', async () => {
    const id = await book('2026-03-10', { service: a.services.laser })
    const [held] = await cross(
      `select pg_advisory_xact_lock(hashtextextended('${a.id}:resource:${nora}', 0))`,
      () => reserve(id, '2026-03-10T10:00:00'),
      async () =>
        void (await test.query(`update equipment set is_active = false where id = '${a.equipment.laser}'`)),
    )
    expect(held.body).toMatchObject(taken)
    await test.query(`update equipment set is_active = true where id = '${a.equipment.laser}'`)
  })

  it('another lock, and lets its equipment go out of use only when it is done', async () => {
    const id = await book('2026-03-10', { service: a.services.laser })
    const [held, removed] = await cross(
      `select pg_advisory_xact_lock(hashtextextended('${a.id}:resource:${nora}', 0))`,
      () => reserve(id, '2026-03-10T10:00:00'),
      () => admin('DELETE', `equipment/${a.equipment.laser}`),
    )
    expect(held.body).toMatchObject({ is_reserved: true })
    expect(removed.body).toMatchObject({ success: true })
  })

  it('the deletion of the employee it chose: chooses somebody else', async () => {
    const probe = await reserve(await book('2026-03-03', {}), '2026-03-03T10:00:00')
    const first = chosen(probe).therapist.id
    await test.query('delete from claims')
    const [deleted, held] = await deletion(first, await book('2026-03-03', {}), '2026-03-03T10:00:00')
    expect(deleted.status, deleted.text).toBe(200)
    expect(held.body.is_reserved, held.text).toBe(true)
    expect(chosen(held).therapist.id).not.toBe(first)
    expect(await therapistClaims(first)).toEqual([])
  })

  it('the deletion of the one employee who was wished for: is refused', async () => {
    const id = await book('2026-03-04', { therapist: nora })
    const [deleted, held] = await deletion(nora, id, '2026-03-04T10:00:00')
    expect(deleted.status, deleted.text).toBe(200)
    expect(held.status).toBe(200)
    expect(held.body).toMatchObject(taken)
    expect(await therapistClaims(nora)).toEqual([])
  })

  it('an employee being taken out of the center: is refused', async () => {
    const { ravi } = a.employees
    await test.query(
      'insert into employee_centers (organization_id, employee_id, center_id) values ($1, $2, $3)',
      [a.id, ravi, newYork],
    )
    await test.query(
      'insert into service_therapists (organization_id, service_id, center_id, employee_id) values ($1, $2, $3, $4)',
      [a.id, a.services.massage, newYork, ravi],
    )
    // Today's shift stays, so it is not the lack of one that keeps anybody from booking.
    await test.query(
      `insert into employee_shifts (organization_id, employee_id, center_id, day, position, status, starts, ends)
       values ($1, $2, $3, '2026-03-02', 1, 1, 540, 1080)`,
      [a.id, ravi, newYork],
    )
    const id = await book('2026-03-02', { therapist: ravi, atDesk: true })
    const [left, held] = await cross(
      `select 1 from employees where id = '${ravi}' for update`,
      () => admin('PUT', `employees/${ravi}/centers`, { center_ids: [] }),
      () => reserve(id, '2026-03-02T10:00:00'),
    )
    expect(left.status, left.text).toBe(200)
    expect(held.body).toMatchObject(taken)
    expect(await therapistClaims(ravi)).toEqual([])
    expect((await test.call('GET', `/v1/bookings/${id}/slots`)).body).toMatchObject({ slots: [] })
  })

  it('the closing of a room: goes into another, or nowhere when it was wished for', async () => {
    const closing = (room: string, id: string, time: string) =>
      cross(
        `select 1 from rooms where id = '${room}' for update`,
        () => admin('DELETE', `rooms/${room}`),
        () => reserve(id, time),
      )
    const probe = await reserve(await book('2026-03-06', { therapist: mia }), '2026-03-06T10:00:00')
    const room = chosen(probe).room.id
    await test.query('delete from claims')
    const [, elsewhere] = await closing(
      room,
      await book('2026-03-06', { therapist: mia }),
      '2026-03-06T10:00:00',
    )
    expect(elsewhere.body.is_reserved, elsewhere.text).toBe(true)
    expect(chosen(elsewhere).room.id).not.toBe(room)

    const wished = await book('2026-03-06', { therapist: mia, room: a.rooms.couple })
    const [, nowhere] = await closing(a.rooms.couple, wished, '2026-03-06T14:00:00')
    expect(nowhere.body).toMatchObject(taken)
  })
})

describe('a visit made while its guest', () => {
  /** Every change ends with its events, which are numbered by this row: whoever comes first waits there, unfinished. */
  const events = `update event_counters set organization_id = organization_id where organization_id = '${a.id}'`
  const visitsOf = (guest: string) =>
    test.query<{ status: number }>(
      `select g.status from appointment_groups g where g.guest_id = $1 and g.starts_at >= '2026-03-11'`,
      [guest],
    )
  const gone = {
    is_confirmed: false,
    error: { code: 4072, message: expect.stringContaining('guests[0].id') },
  }
  async function hold(guest: string, date: string): Promise<string> {
    const id = await book(date, { guest })
    expect((await reserve(id, `${date}T10:00:00`)).body.is_reserved).toBe(true)
    return id
  }
  let owner: string
  const merge = (source: string, target: string) =>
    test.call('PUT', `/v1/guests/${target}/merge`, { token: owner, body: { guest_ids: [source] } })

  beforeAll(async () => {
    const signIn = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
      key: null,
      body: {
        account_name: 'aurora',
        user_name: 'olga',
        password: PASSWORD,
        app_id: a.appId,
        app_secret: a.appSecret,
        grant_type: 'password',
      },
    })
    owner = signIn.body.credentials.access_token
    // The first event makes the row that numbers them.
    await confirm(await hold(a.guests.ana, '2026-03-09'))
  })

  it('is being deleted: is refused', async () => {
    const id = await hold(a.guests.ben, '2026-03-11')
    const [deleted, made] = await cross(
      events,
      () => admin('DELETE', `guests/${a.guests.ben}`),
      () => confirm(id),
    )
    expect(deleted.status, deleted.text).toBe(200)
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject(gone)
    expect(await visitsOf(a.guests.ben)).toEqual([])
    // Choosing again says it in its own way.
    const again = await reserve(id, '2026-03-11T10:00:00')
    expect([again.status, again.body.error?.code]).toEqual([400, 400])
  })

  it('is to be deleted next: keeps the guest', async () => {
    const id = await hold(a.guests.ben, '2026-03-12')
    const [made, deleted] = await cross(
      events,
      () => confirm(id),
      () => admin('DELETE', `guests/${a.guests.ben}`),
    )
    expect(made.body.is_confirmed, made.text).toBe(true)
    expect(deleted.status, deleted.text).toBe(400)
    expect(await visitsOf(a.guests.ben)).toHaveLength(1)
  })

  it('is being merged into another: is refused', async () => {
    const id = await hold(a.guests.cleo, '2026-03-13')
    const [merged, made] = await cross(
      events,
      () => merge(a.guests.cleo, a.guests.dev),
      () => confirm(id),
    )
    expect(merged.status, merged.text).toBe(200)
    expect(made.body).toMatchObject(gone)
    expect(await visitsOf(a.guests.cleo)).toEqual([])
  })

  it('is to be merged next: goes to the guest that remains', async () => {
    const id = await hold(a.guests.cleo, '2026-03-14')
    const [made, merged] = await cross(
      events,
      () => confirm(id),
      () => merge(a.guests.cleo, a.guests.dev),
    )
    expect(made.body.is_confirmed, made.text).toBe(true)
    expect(merged.status, merged.text).toBe(200)
    expect(await visitsOf(a.guests.cleo)).toEqual([])
    expect(await visitsOf(a.guests.dev)).toHaveLength(1)
  })

  it('has a host who was deleted: is refused', async () => {
    const hosted = async (time: string) => {
      const id = await book('2026-03-16', { guest: a.guests.child, host: a.guests.ben })
      expect((await reserve(id, `2026-03-16T${time}`)).body.is_reserved).toBe(true)
      return id
    }
    expect((await confirm(await hosted('14:00:00'))).body.is_confirmed).toBe(true)
    const id = await hosted('10:00:00')
    await test.query('update guests set is_deleted = true where id = $1', [a.guests.ben])
    expect((await confirm(id)).body).toMatchObject({
      is_confirmed: false,
      error: { code: 4072, message: expect.stringContaining('host_id') },
    })
  })
})
