/** What the tests of block-outs share: an app with empty books before each test, and the calls they make. */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll } from 'vitest'
import {
  NOW,
  startTestApp,
  world,
  type Answer,
  type CallOptions,
  type TestApp,
} from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

const { a } = world
export const NOWHERE = '00000000-0000-7000-8000-000000000001'

interface BlockOut {
  block_out_time_id: string
  start_time: string
  start_time_in_center: string
  end_time_in_center: string
  recurring_block_out_time: { id: string | null } | null
}
export interface Reply {
  block_out_time: BlockOut
  block_out_times: BlockOut[]
  message: string
  error: { code: number; message: string } | null
}
type More = object | undefined

export let test: TestApp
/** Wire ids of the types of the test world. */
export const types = { lunch: 0, training: 0, cleaning: 0 }

/** Starts the app of a test file and empties its books after each test. */
export function useApp(): void {
  beforeAll(async () => {
    test = await startTestApp()
    const rows = await test.query<{ name: string; number: string }>(
      'select lower(name) as name, number from block_out_types where organization_id = $1',
      [a.id],
    )
    Object.assign(types, Object.fromEntries(rows.map(({ name, number }) => [name, Number(number)])))
  })
  afterAll(() => test.stop())
  afterEach(async () => {
    test.setNow(NOW)
    for (const table of ['block_outs', 'block_out_series', 'claims', 'center_special_days'])
      await test.query(`delete from ${table}`)
  })
}

export const request = (more: More = {}) => ({
  center_id: a.centers.newYork,
  block_out_time_type_id: types.lunch,
  start_time: '2026-03-04T12:30:00',
  end_time: '2026-03-04T13:00:00',
  notes: 'Lunch',
  mode: 0,
  ...more,
})
export const daily = (more: More = {}) => ({
  recurring_block_out_time: {
    time_period: 'Daily',
    interval: 1,
    rec_start_date: '2026-03-04T00:00:00',
    rec_end_date: null,
    week_days: 0,
    occurences: 3,
    ...more,
  },
})

/** Block-outs of an employee; Nora unless said. */
export const of = (employeeId: string) => `/v1/employees/${employeeId}/blockouttimes`
export const create = (
  more: More = {},
  {
    employee = a.employees.nora,
    expand = '',
    ...options
  }: CallOptions & { employee?: string; expand?: string } = {},
) => test.call<Reply>('POST', of(employee) + expand, { body: request(more), ...options })
export const list = (
  from: string,
  to: string,
  {
    employee = a.employees.nora,
    center = a.centers.newYork,
    more = '',
    ...options
  }: CallOptions & { employee?: string; center?: string; more?: string } = {},
) =>
  test.call<Reply>(
    'GET',
    `${of(employee)}?center_id=${center}&start_date=${from}&end_date=${to}${more}`,
    options,
  )

export const starts = ({ body }: Answer<Reply>) =>
  body.block_out_times.map((each) => each.start_time_in_center)
export const ids = ({ body }: Answer<Reply>) => body.block_out_times.map((each) => each.block_out_time_id)

/** A claim as a visit (no end of the hold) or a reservation has it. */
export const claim = (
  kind: 'therapist' | 'room',
  resourceId: string,
  from: string,
  to: string,
  more: { heldUntil?: string; lane?: number } = {},
) =>
  test.query(
    `insert into claims (organization_id, id, kind, resource_id, center_id, during, held_until, lane)
     values ($1, $2, $3, $4, $5, tstzrange($6, $7), $8, $9)`,
    [
      a.id,
      randomUUID(),
      kind,
      resourceId,
      a.centers.newYork,
      from,
      to,
      more.heldUntil ?? null,
      more.lane ?? 0,
    ],
  )
export const closeOn = (day: string) =>
  test.query(
    'insert into center_special_days (organization_id, center_id, day, is_closed) values ($1, $2, $3, true)',
    [a.id, a.centers.newYork, day],
  )

/** Token of an employee of the test world. */
export async function signIn(userName: string): Promise<string> {
  const app = {
    app_id: a.appId,
    app_secret: a.appSecret,
    grant_type: 'password',
    account_name: a.accountName,
  }
  const body = { ...app, user_name: userName, password: PASSWORD }
  const reply = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    body,
    key: null,
  })
  return reply.body.credentials.access_token
}
