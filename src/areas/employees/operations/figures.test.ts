import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { idOf } from '../../../../test/world.ts'
import { signIn } from '../test-kit.ts'

let test: TestApp
const { a, b } = world
const { nora } = a.employees

/** A visit of one service on one closed invoice. */
async function visit(
  name: string,
  guest: string,
  day: string,
  facts: { request?: number; tip?: number; closed?: boolean; product?: boolean } = {},
) {
  const [invoice, group, item] = ['invoice', 'group', 'item'].map((kind) => idOf(`${name}:${kind}`)) as [
    string,
    string,
    string,
  ]
  const starts = `${day}T15:00:00Z`
  const ends = `${day}T16:00:00Z`
  await test.query(
    `insert into invoices (organization_id, id, center_id, guest_id, number, number_prefix, state, currency_code, created_at, updated_at, closed_at)
     values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from invoices), 'I', $5, 'USD', $6, $6, $6)`,
    [a.id, invoice, a.centers.newYork, guest, facts.closed === false ? 'open' : 'closed', ends],
  )
  const line = `insert into invoice_items (organization_id, id, invoice_id, position, type, item_id, name, list_price, net, tax, final, sale_by, created_at)
     values ($1, $2, $3, $4, $5, $6, 'x', $7, $7, 0, $7, $8, $9)`
  await test.query(line, [a.id, item, invoice, 1, 0, a.services.massage, 9000, null, ends])
  if (facts.product)
    await test.query(line, [
      a.id,
      idOf(`${name}:product`),
      invoice,
      2,
      2,
      a.services.massage,
      1550,
      nora,
      ends,
    ])
  await test.query(
    `insert into appointment_groups (organization_id, id, center_id, guest_id, invoice_id, starts_at, ends_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $6, $6)`,
    [a.id, group, a.centers.newYork, guest, invoice, starts, ends],
  )
  await test.query(
    `insert into appointments (organization_id, id, appointment_group_id, invoice_item_id, center_id, guest_id, service_id, position, therapist_id, therapist_request, starts_at, ends_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $10, $10)`,
    [
      a.id,
      idOf(`${name}:appointment`),
      group,
      item,
      a.centers.newYork,
      guest,
      a.services.massage,
      nora,
      facts.request ?? 0,
      starts,
      ends,
    ],
  )
  if (facts.tip)
    await test.query(
      `insert into invoice_payments (organization_id, id, invoice_id, kind, amount, tip, created_at) values ($1, $2, $3, 'cash', 9000, $4, $5)`,
      [a.id, idOf(`${name}:payment`), invoice, facts.tip, ends],
    )
  return group
}

beforeAll(async () => {
  test = await startTestApp()
  await visit('old', a.guests.ana, '2026-02-10')
  const group = await visit('one', a.guests.ana, '2026-02-17', { request: 3, tip: 1200, product: true })
  await visit('two', a.guests.ben, '2026-02-18')
  await visit('open', a.guests.cleo, '2026-02-19', { closed: false })
  await test.query(
    'insert into appointment_feedbacks (organization_id, id, appointment_group_id, rating, created_at) values ($1, $2, $2, 4, now())',
    [a.id, group],
  )
  for (const [day, from, to] of [
    ['2026-02-17', '13:55', '18:25'],
    ['2026-02-18', '14:10', '15:10'],
  ] as const)
    await test.query(
      'insert into employee_attendance (organization_id, id, employee_id, center_id, day, checked_in_at, checked_out_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        a.id,
        idOf(`attendance ${day}`),
        nora,
        a.centers.newYork,
        day,
        `${day}T${from}:00Z`,
        `${day}T${to}:00Z`,
      ],
    )
  await test.query(
    `update employees set details = '{"job_info": {"salary": 100, "hourly_rate": 20}}' where id = $1`,
    [nora],
  )
})
afterAll(() => test.stop())

const days = 'start_date=2026-02-16T00:00:00&end_date=2026-02-22T00:00:00'
const get = (path: string, options = {}) =>
  test.call<Record<string, unknown[]>>('GET', `/v1/employees/${path}`, options)

describe('getEmployeesPerformance', () => {
  it('counts attendance, punctuality, ratings, booked time and returning guests', async () => {
    const { body } = await get(`performance?${days}&employee_id=${nora}`)
    expect(body).toEqual({
      employee_perfomances: [
        // Three booked hours in seven days of nine; one of three guests had been there before.
        {
          employee_id: nora,
          performance: { attendance: 2, punctuality: 50, satisfaction: 4, utilization: 4.8, retention: 33.3 },
        },
      ],
      error: null,
    })
  })

  it('lists a center’s people, with nothing where nothing was', async () => {
    const { body } = await get(`performance?${days}&center_id=${a.centers.kolkata}`)
    expect(body.employee_perfomances).toHaveLength(2)
    expect(body.employee_perfomances![0]).toMatchObject({
      performance: { attendance: 0, punctuality: null, satisfaction: null, utilization: 0, retention: null },
    })
    expect((await get('performance')).status).toBe(200)
  })
})

describe('getEmployeesSales', () => {
  it('sums closed invoices by kind of item and looks at the guests', async () => {
    const { body } = await get(`sales?${days}&job_id=${a.jobs.senior}`)
    expect(body).toEqual({
      employee_sales: [
        {
          employee_id: nora,
          item_sales: [
            { item_type: 0, revenue: 180, numbers: 2, target_revenue: null, target_number: null },
            { item_type: 2, revenue: 15.5, numbers: 1, target_revenue: null, target_number: null },
          ],
          guest_sales: {
            number_of_guests: 2,
            number_of_new_guests: 1,
            number_of_guest_requests: 1,
            number_of_guest_rebooked: 0,
            number_of_guest_products: 1,
          },
        },
      ],
      error: null,
    })
  })

  it.each([
    ['no dates', 'sales', 400, 'start_date'],
    ['dates the wrong way round', 'sales?start_date=2026-02-02&end_date=2026-02-01', 400, 'end_date'],
    ['a foreign center', `sales?${days}&center_id=${b.centers.oslo}`, 502, 'center_id'],
    ['a foreign employee', `performance?${days}&employee_id=${b.employees.kari}`, 1004, 'employee_id'],
  ])('refuses %s', async (_name, path, code, field) => {
    expect(await get(path)).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(field) } },
    })
  })
})

describe('getEmployeePayroll', () => {
  it('pays hours of attendance, and tips of closed invoices', async () => {
    const { body } = await get(`${nora}/payroll?${days}`)
    expect(body).toEqual({
      employee_id: nora,
      salary: 100,
      hourly_pay: 110,
      commissions: null,
      tips: 12,
      ssg: null,
      error: null,
    })
  })

  it('is for the person, managers and apps', async () => {
    const sign = async (userName: string) => ({ token: await signIn(test, userName) })
    expect((await get(`${nora}/payroll`, await sign('nora'))).status).toBe(200)
    expect((await get(`${nora}/payroll`, await sign('fred'))).status).toBe(403)
    expect(await get(`${b.employees.kari}/payroll`)).toMatchObject({
      status: 400,
      body: { error: { code: 1004 } },
    })
  })
})
