import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { signIn as signInTo } from '../test-kit.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const ny = `/v1/centers/${a.centers.newYork}`
const signIn = (userName: string) => signInTo(test, userName)

describe('listCenterEmployees', () => {
  interface Reply {
    employees: { id: string; personal_info: { name: string } }[]
    page_info: object
  }
  const list = (query = '') => test.call<Reply>('GET', `${ny}/employees${query}`)

  it('lists everybody by name, page by page', async () => {
    const { body } = await list('?size=2&page=2')
    expect(body).toEqual({
      employees: [
        {
          id: a.employees.mia,
          code: 'E-mia',
          personal_info: { first_name: 'Mia', last_name: 'Stone', name: 'Mia Stone', gender: 0 },
          job_info: { id: a.jobs.therapist, name: 'Therapist' },
        },
        {
          id: a.employees.nora,
          code: 'E-nora',
          personal_info: { first_name: 'Nora', last_name: 'Young', name: 'Nora Young', gender: 0 },
          job_info: { id: a.jobs.senior, name: 'Senior therapist' },
        },
      ],
      page_info: { total: 6, page: 2, size: 2 },
      error: null,
    })
    expect((await list('?page=9')).body).toMatchObject({
      employees: [],
      page_info: { total: 6, page: 9, size: 10 },
    })
  })

  it('goes by who is employed on the day', async () => {
    await test.query(
      "update employees set employed_until = '2026-03-10', employed_from = '2026-03-03' where id = $1",
      [a.employees.otto],
    )
    const has = async (query: string) =>
      (await list(query)).body.employees.some((each) => each.id === a.employees.otto)
    expect(await has('')).toBe(false)
    expect(await has('?date=2026-03-03')).toBe(true)
    expect(await has('?date=2026-03-09')).toBe(true)
    expect(await has('?date=2026-03-10')).toBe(false)
    await test.query('update employees set employed_until = null, employed_from = null where id = $1', [
      a.employees.otto,
    ])
  })

  it('refuses large pages, unknown centers and callers without the right', async () => {
    expect(await list('?size=101')).toMatchObject({ status: 422, body: { code: 422 } })
    expect(await list('?page=0')).toMatchObject({ status: 400, body: { error: { code: 400 } } })
    expect(await list('?date=x')).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining('date') } },
    })
    for (const id of [UNKNOWN, 'x', b.centers.oslo])
      expect(await test.call('GET', `/v1/centers/${id}/employees`)).toMatchObject({
        status: 400,
        body: { error: { code: 502 } },
      })
    expect(await test.call('GET', `${ny}/employees`, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    const desk = await signIn('fred')
    expect((await test.call('GET', `${ny}/employees`, { token: desk })).status).toBe(200)
    expect(
      (await test.call('GET', `/v1/centers/${a.centers.kolkata}/employees`, { token: desk })).status,
    ).toBe(403)
    expect((await test.call('GET', `${ny}/employees`, { token: await signIn('ana') })).status).toBe(403)
  })
})

describe('listCenterTherapists', () => {
  interface Reply {
    therapists: { id: string; personal_info: { name: string } }[]
  }
  const list = (query = '', options = {}) => test.call<Reply>('GET', `${ny}/therapists${query}`, options)
  const names = async (query = '', options = {}) =>
    (await list(query, options)).body.therapists.map((t) => t.personal_info.name)

  it('lists therapists by the name guests know, the gender as text', async () => {
    await test.query("update employees set nick_name = 'zoe' where id = $1", [a.employees.mia])
    expect(await names()).toEqual(['Liam Hart', 'Nora Young', 'Otto Berg', 'zoe'])
    const { body } = await list('?search_text=ZO')
    expect(body).toEqual({
      therapists: [
        {
          id: a.employees.mia,
          code: 'E-mia',
          personal_info: {
            first_name: 'Mia',
            last_name: 'Stone',
            name: 'zoe',
            nick_name: 'zoe',
            gender: '0',
            preferred_pronoun: null,
            therapist_image_paths: null,
          },
          job_info: { id: a.jobs.therapist, name: 'Therapist' },
          job_details: null,
        },
      ],
      employees: null,
      account_status: null,
      account_last_four: null,
      error: null,
    })
    await test.query('update employees set nick_name = null where id = $1', [a.employees.mia])
  })

  it('searches for text as written', async () => {
    expect(await names('?search_text=a%20y')).toEqual(['Nora Young'])
    expect(await names('?search_text=%25')).toEqual([])
  })

  it('keeps those who do something sold online, or for couples', async () => {
    await test.query('delete from service_therapists where employee_id = $1 and service_id <> $2', [
      a.employees.otto,
      a.services.hidden,
    ])
    expect(await names('?catalog_service_assignment_type=0')).toEqual([
      'Liam Hart',
      'Mia Stone',
      'Nora Young',
    ])
    await test.query('delete from service_therapists where employee_id = $1 and service_id = $2', [
      a.employees.mia,
      a.services.couple,
    ])
    expect(await names('?catalog_service_assignment_type=CoupleBookingServices')).toEqual([
      'Liam Hart',
      'Nora Young',
    ])
    expect(await list('?catalog_service_assignment_type=7')).toMatchObject({ status: 400 })
  })

  it('shows guests who is shown online', async () => {
    await test.query('update employees set show_in_catalog = false where id = $1', [a.employees.nora])
    const token = await signIn('ana')
    expect(await names('', { token })).not.toContain('Nora Young')
    expect(await names()).toContain('Nora Young')
    await test.query('update employees set show_in_catalog = true where id = $1', [a.employees.nora])
  })

  it('adds sections when asked', async () => {
    await test.query('update employees set details = $2 where id = $1', [
      a.employees.nora,
      JSON.stringify({ vanity_image_url: 'https://img.example/n.png' }),
    ])
    const { body } = await list('?search_text=nora&expand=job_details&expand[]=therapist_image_paths')
    expect(body.therapists[0]).toMatchObject({
      job_details: { job_designation: null },
      personal_info: { therapist_image_paths: { vanity_image: 'https://img.example/n.png' } },
    })
  })

  it('refuses unknown centers and missing credentials', async () => {
    for (const id of [UNKNOWN, 'x', b.centers.oslo])
      expect(await test.call('GET', `/v1/centers/${id}/therapists`)).toMatchObject({
        status: 400,
        body: { error: { code: 502 } },
      })
    expect((await list('', { key: null })).status).toBe(401)
  })
})

describe('listFormReviewEmployees', () => {
  interface Reply {
    employees: { id: string; name: string; is_supervisor: boolean | null }[]
  }
  const list = (query = '') => test.call<Reply>('GET', `${ny}/employees/flat_file${query}`)

  it('keeps those whose role may review, and tells supervisors when asked', async () => {
    expect((await list()).body.employees).toHaveLength(6)
    await test.query(`update security_roles set details = '{"can_review_forms": true}' where id = $1`, [
      a.roles.frontDesk,
    ])
    expect((await list('?filter_by=is_forms_review_enabled')).body).toEqual({
      employees: [
        { id: a.employees.frontDesk, name: 'Fred Desk', is_supervisor: null },
        { id: a.employees.owner, name: 'Olga Owner', is_supervisor: null },
      ],
      error: null,
    })
    const { body } = await list('?filter_by=is_forms_review_enabled&expand=is_supervisor')
    expect(body.employees.map((each) => each.is_supervisor)).toEqual([false, true])
    expect((await list(`?employee_id=${a.employees.mia}`)).body.employees).toHaveLength(1)
    expect((await list(`?employee_id=${UNKNOWN}`)).body.employees).toEqual([])
  })

  it('refuses unknown centers', async () => {
    expect(await test.call('GET', `/v1/centers/${UNKNOWN}/employees/flat_file`)).toMatchObject({
      status: 400,
      body: { error: { code: 502 } },
    })
  })
})

describe('listServiceTherapists', () => {
  interface Reply {
    meta_data: object
    therapists: { id: string }[]
  }
  const list = (service: string, query = '', options = {}) =>
    test.call<Reply>('GET', `${ny}/services/${service}/therapists${query}`, options)

  it('prices by person, then level, then service', async () => {
    await test.query(
      'update service_therapists set price = 13000, duration = 50 where employee_id = $1 and service_id = $2',
      [a.employees.mia, a.services.massage],
    )
    await test.query('insert into service_level_prices values ($1, $2, $3, $4, 9900, 70)', [
      a.id,
      a.services.massage,
      a.centers.newYork,
      a.jobs.senior,
    ])
    const { body } = await list(a.services.massage)
    expect(body.meta_data).toEqual({
      any_min: 50,
      any_max: 70,
      male_min: 60,
      male_max: 60,
      female_min: 50,
      female_max: 70,
      has_male_therapists: true,
      has_female_therapists: true,
    })
    expect(body.therapists).toEqual([
      expect.objectContaining({
        id: a.employees.liam,
        service_time: 60,
        scaling_factor: 0,
        scaled_price: 90,
      }),
      {
        id: a.employees.mia,
        display_name: 'Mia Stone',
        gender: 0,
        service_time: 50,
        scaling_factor: 44.44,
        scaled_price: 130,
        price: { currency_id: 148, sale_price: 130, tax: 10.73, price_without_tax: 130, final_price: 140.73 },
        vanity_image_url: null,
      },
      expect.objectContaining({
        id: a.employees.nora,
        service_time: 70,
        scaling_factor: 10,
        scaled_price: 99,
      }),
    ])
  })

  it('keeps those shown online when asked, and for guests', async () => {
    await test.query('update employees set show_in_catalog = false where id = $1', [a.employees.liam])
    expect((await list(a.services.massage)).body.therapists).toHaveLength(3)
    expect((await list(a.services.massage, '?catalog_enabled=true')).body.therapists).toHaveLength(2)
    expect((await list(a.services.massage, '', { token: await signIn('ana') })).body.therapists).toHaveLength(
      2,
    )
  })

  it('answers zeros for a service nobody does', async () => {
    await test.query('delete from service_therapists where service_id = $1', [a.services.laser])
    const { body } = await list(a.services.laser)
    expect(body).toMatchObject({ therapists: [], meta_data: { any_min: 0, has_male_therapists: false } })
  })

  it('refuses unknown and foreign services and centers', async () => {
    for (const id of [UNKNOWN, 'x', b.services.massage])
      expect(await list(id)).toMatchObject({
        status: 400,
        body: { error: { code: 502, message: expect.stringContaining('service_id') } },
      })
    expect(
      await test.call('GET', `/v1/centers/${UNKNOWN}/services/${a.services.massage}/therapists`),
    ).toMatchObject({
      status: 400,
      body: { error: { code: 502, message: expect.stringContaining('center_id') } },
    })
  })
})
