import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'
import { signIn as signInTo } from '../test-kit.ts'
import { addEmployeeImages, MOST_IMAGE_BYTES } from '../custom-fields/images.ts'
import { endEmployments } from '../employment.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a, b } = world
const UNKNOWN = '00000000-0000-7000-8000-000000000001'
const signIn = (userName: string) => signInTo(test, userName)

describe('medical licenses', () => {
  interface Licenses {
    medical_licenses: { id: string; license_number: string; license_type: number; center_id: string }[]
  }
  const of = (employee: string) => `/v1/employees/${employee}/medical_licenses`
  const list = (employee: string, query = '', options = {}) =>
    test.call<Licenses>('GET', of(employee) + query, options)
  const add = (employee: string, medical_licenses: unknown, options = {}) =>
    test.call<Licenses>('POST', of(employee), { body: { medical_licenses }, ...options })
  const remove = (query: string, options = {}) =>
    test.call('DELETE', `/v1/employees/medical_licenses${query}`, options)

  it('are one per center and type; a second one takes its place', async () => {
    const first = await add(a.employees.mia, [
      { license_type: '1', license_number: 'LIC-1' },
      { center_id: a.centers.kolkata, license_type: 2, license_number: 'DEA-1' },
    ])
    expect(first).toMatchObject({ status: 200, body: { error: null } })
    expect(first.body.medical_licenses[0]).toEqual({
      id: expect.any(String),
      employee_id: a.employees.mia,
      center_id: a.centers.newYork,
      license_type: 1,
      license_number: 'LIC-1',
    })
    const again = await add(a.employees.mia, [{ license_type: 1, license_number: 'LIC-2' }])
    expect(again.body.medical_licenses).toEqual([
      { ...first.body.medical_licenses[0], license_number: 'LIC-2' },
    ])
    expect((await list(a.employees.mia)).body.medical_licenses).toHaveLength(2)
    expect(
      (await list(a.employees.mia, `?center_id=${a.centers.kolkata}`)).body.medical_licenses,
    ).toMatchObject([{ license_number: 'DEA-1' }])
    expect((await list(a.employees.otto)).body).toEqual({ medical_licenses: [], error: null })
  })

  it('are removed one by one or by what they are', async () => {
    const { body } = await add(a.employees.otto, [
      { license_type: 1, license_number: 'A' },
      { license_type: 2, license_number: 'B' },
    ])
    const [one] = body.medical_licenses
    expect(await remove(`?employee_id=${a.employees.mia}&license_id=${one!.id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 404 } },
    })
    expect((await remove(`?employee_id=${a.employees.otto}&license_id=${one!.id}`)).body).toEqual({
      error: null,
    })
    expect((await list(a.employees.otto)).body.medical_licenses).toMatchObject([{ license_type: 2 }])
    expect((await remove(`?employee_id=${a.employees.otto}&license_type=2`)).status).toBe(200)
    expect((await list(a.employees.otto)).body.medical_licenses).toEqual([])
    expect((await remove(`?employee_id=${a.employees.otto}`)).status).toBe(200)
  })

  it('refuse what does not fit', async () => {
    const bad = async (employee: string, licenses: unknown, code: number) =>
      expect(await add(employee, licenses)).toMatchObject({ status: 400, body: { error: { code } } })
    await bad(a.employees.mia, [], 400)
    await bad(a.employees.mia, [{ license_type: 3, license_number: 'X' }], 400)
    await bad(a.employees.mia, [{ license_type: 1, license_number: ' ' }], 400)
    await bad(a.employees.mia, [{ license_type: 1, license_number: 'X', center_id: b.centers.oslo }], 502)
    await bad(b.employees.kari, [{ license_type: 1, license_number: 'X' }], 1004)
    expect(await list(UNKNOWN)).toMatchObject({ status: 400, body: { error: { code: 1004 } } })
    expect(await remove('')).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining('employee_id') } },
    })
    expect(await remove(`?employee_id=${b.employees.kari}`)).toMatchObject({
      status: 400,
      body: { error: { code: 1004 } },
    })
  })

  it('are for people with the right, and for oneself to see', async () => {
    const token = await signIn('nora')
    expect((await list(a.employees.nora, '', { token })).status).toBe(200)
    expect(await list(a.employees.mia, '', { token })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
    expect((await add(a.employees.nora, [{ license_type: 1, license_number: 'X' }], { token })).status).toBe(
      403,
    )
    expect((await remove(`?employee_id=${a.employees.nora}`, { token })).status).toBe(403)
  })
})

describe('uploadEmployeeCustomFieldImage', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const upload = (body: object, options = {}) =>
    test.call<{ asset_id: string; asset_url: string }>('POST', '/v1/employees/images', { body, ...options })
  const png = (bytes = PNG) => bytes.toString('base64')

  it('keeps the bytes and serves them as the picture they are', async () => {
    const { status, body } = await upload({
      center_id: a.centers.newYork,
      employee_id: a.employees.mia,
      file_name: 'x.png',
      image_data: `data:image/jpeg;base64,${png()}`,
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      asset_id: expect.any(String),
      asset_url: expect.stringMatching(/^\/assets\/.*\.png$/),
      error: null,
    })
    const server = Fastify()
    addEmployeeImages(server, test.app.database.db)
    const image = await server.inject(body.asset_url)
    expect(image.statusCode).toBe(200)
    expect(image.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(image.rawPayload.equals(PNG)).toBe(true)
    for (const url of [
      body.asset_url.replace(a.id, b.id),
      '/assets/x/employees/y',
      `/assets/${a.id}/employees/${UNKNOWN}.png`,
    ])
      expect((await server.inject(url)).statusCode).toBe(404)
    await server.close()
  })

  it('takes the largest image, and jpeg', async () => {
    const padded = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)])
    expect((await upload({ image_data: png(padded(MOST_IMAGE_BYTES)) })).status).toBe(200)
    expect(await upload({ image_data: png(padded(MOST_IMAGE_BYTES + 1)) })).toMatchObject({
      status: 400,
      body: { error: { code: 400, message: expect.stringContaining('image_data') } },
    })
    expect(
      (await upload({ image_data: png(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1])) })).body.asset_url,
    ).toMatch(/\.jpg$/)
  })

  it.each([
    ['no image', {}, 400, 'image_data'],
    ['an empty image', { image_data: '' }, 400, 'image_data'],
    ['text that is not base64', { image_data: '***' }, 400, 'image_data'],
    [
      'a page that says it is a picture',
      { file_name: 'a.png', image_data: `data:image/png;base64,${Buffer.from('<html>').toString('base64')}` },
      400,
      'image_data',
    ],
    ['a gif', { image_data: Buffer.from('GIF89a').toString('base64') }, 400, 'image_data'],
    ['an unknown field', { image_data: png(), field_id: UNKNOWN }, 400, 'field_id'],
    ['a foreign employee', { image_data: png(), employee_id: b.employees.kari }, 1004, 'employee_id'],
    ['a foreign center', { image_data: png(), center_id: b.centers.oslo }, 502, 'center_id'],
  ])('refuses %s', async (_name, body, code, field) => {
    expect(await upload(body)).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(field) } },
    })
  })

  it('needs the right to edit employees', async () => {
    expect(await upload({ image_data: png() }, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })
})

describe('listEmployeeCustomFields', () => {
  it('answers an empty list, and needs credential and right', async () => {
    const path = '/v1/organizations/employees/custom_fields'
    expect((await test.call('GET', path)).body).toEqual({ custom_field_details: [], error: null })
    expect((await test.call('GET', path, { key: null })).status).toBe(401)
    expect(await test.call('GET', path, { token: await signIn('nora') })).toMatchObject({
      status: 403,
      body: { error: { code: 438 } },
    })
  })

  it('answers a field as documented', async () => {
    await test.query(
      `insert into employee_custom_fields values ($1, $2, 'Shirt size', null, 'string', 1, false, true, '2026-01-15T10:20:00Z')`,
      [a.id, UNKNOWN],
    )
    const { body } = await test.call('GET', '/v1/organizations/employees/custom_fields')
    expect(body).toMatchObject({
      custom_field_details: [
        {
          field_id: UNKNOWN,
          field_name: 'Shirt size',
          custom_field_type: 4,
          active: true,
          data_type: 'string',
          updated_on: '2026-01-15T10:20:00',
          reference_entity_definition_FK: null,
        },
      ],
    })
  })
})

describe('endEmployments', () => {
  it('ends those whose day has come where they work', async () => {
    await test.query("update employees set employed_until = '2026-03-04' where id = any($1)", [
      [a.employees.nora, a.employees.ravi],
    ])
    const active = async (id: string) =>
      (await test.query<{ is_active: boolean }>('select is_active from employees where id = $1', [id]))[0]!
        .is_active
    // Already the fourth in Kolkata, still the third in New York.
    expect(await endEmployments(test.app.database.db, new Date('2026-03-03T20:00:00Z'))).toBe(1)
    expect([await active(a.employees.ravi), await active(a.employees.nora)]).toEqual([false, true])
    expect(await endEmployments(test.app.database.db, new Date('2026-03-04T06:00:00Z'))).toBe(1)
    expect(await active(a.employees.nora)).toBe(false)
  })
})
