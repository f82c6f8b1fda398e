import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'

const { a } = world

describe('the server', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await startTestApp()
  })
  afterAll(() => test.stop())
  const ana = `/v1/guests/${a.guests.ana}`

  it.each([
    ['unknown route', 'GET', '/v1/nothing', {}, 404],
    ['wrong method', 'DELETE', ana, {}, 405],
    ['malformed JSON', 'POST', '/v1/guests', { raw: '{"center_id": ' }, 400],
    ['a body that is no object', 'POST', '/v1/guests', { raw: '[1,2]' }, 400],
    ['a broken escape in the path', 'GET', '/v1/guests/%E0%A4%A', {}, 400],
    ['a very long path', 'GET', `/v1/guests/${'a'.repeat(3000)}`, {}, 400],
  ])('answers %s in words', async (_name, method, path, options, status) => {
    const answer = await test.call(method, path, options)
    expect(answer.status).toBe(status)
    expect(String(answer.body.Message ?? answer.body.message)).toMatch(/\w+/)
  })

  it('names the choices when a value is none of them', async () => {
    const answer = await test.call('POST', '/admin/v1/webhooks', {
      body: { name: 'x', url: 'http://localhost:1/', events: ['*'], request_type: 'GET' },
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ message: 'request_type: must be POST, PUT or PATCH' })
  })

  it('refuses a body of 2 MB', async () => {
    const answer = await test.call('POST', '/v1/guests', {
      raw: JSON.stringify({ junk: 'x'.repeat(2_000_000) }),
    })
    expect(answer.status).toBe(413)
    expect(String(answer.body.Message)).toContain('larger')
  })

  it('takes JSON labelled as text, a trailing slash, doubled slashes and any case', async () => {
    expect((await test.call('GET', `//V1//GUESTS/${a.guests.ana}//`)).status).toBe(200)
    const answer = await test.call('POST', '/v1/Guests/', {
      raw: JSON.stringify({
        center_id: a.centers.newYork,
        personal_info: { first_name: 'T', last_name: 'P' },
      }),
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer.status).toBe(200)
  })

  it('echoes a request id or makes one, and ignores the headers other clients add', async () => {
    const given = await test.call('GET', ana, {
      headers: { 'x-request-id': 'abc-123', application_name: 'x', 'x-api-key': 'y' },
    })
    expect(given.headers.get('x-request-id')).toBe('abc-123')
    expect((await test.call('GET', ana)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('says that it is alive, ready, and what it measures', async () => {
    expect((await test.call('GET', '/healthz', { key: null })).body).toEqual({ status: 'ok' })
    expect((await test.call('GET', '/readyz', { key: null })).status).toBe(200)
    expect((await test.call('GET', '/metrics', { key: null })).text).toContain(
      'chaise_request_seconds_bucket',
    )
  })

  it('shows a start page and the reference', async () => {
    expect((await test.call('GET', '/', { key: null })).text).toContain('Chaise is running')
    expect((await test.call('GET', '/docs/', { key: null })).status).toBe(200)
  })
})

describe('rate limits', () => {
  it('count calls of an organisation over all processes, with the documented headers', async () => {
    const one = await startTestApp({ rateLimit: '5;w=60;b=5' })
    const two = await startTestApp({ rateLimit: '5;w=60;b=5', connectionString: one.connectionString })
    const get = (test: TestApp, key?: string) =>
      test.call('GET', `/v1/guests/${a.guests.ana}`, key ? { key } : {})
    const statuses: number[] = []
    for (const test of [one, two, one, two, one]) statuses.push((await get(test)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    const refused = await get(two)
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({ code: 429, message: expect.any(String) })
    expect(refused.headers.get('organization-ratelimit-limit')).toBe('5;w=60;b=5')
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // Another organisation has its own bucket.
    expect((await get(two, world.b.apiKey)).status).not.toBe(429)
    one.setNow(new Date(one.app.clock.now().getTime() + 61_000))
    const refilled = await get(one)
    expect(refilled.status).toBe(200)
    expect(refilled.headers.get('ratelimit-remaining')).toBe('4')
    await one.stop()
    await two.stop()
  })

  it('are counted exactly under load', async () => {
    const test = await startTestApp({ rateLimit: '20;w=60;b=20' })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => test.call('GET', `/v1/guests/${a.guests.ana}`)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20)
    await test.stop()
  })
})
