/** What the tests of catalogue management share: an app per file and short ways to call it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type Answer, type CallOptions, type TestApp } from '../../../../test/harness.ts'

export type Body = Record<string, unknown>
export type Refused = [what: string, method: string, path: string, body: unknown, code: number, field: string]

/** An id nothing has. */
export const nobody = '00000000-0000-7000-8000-000000000001'

/** Starts an app around the tests of the file. Paths of `send` and `create` begin after /admin/v1/. */
export function useCatalog() {
  let test: TestApp
  let codes = 0
  beforeAll(async () => {
    test = await startTestApp()
  })
  afterAll(() => test.stop())

  const call = (method: string, path: string, options?: CallOptions): Promise<Answer> =>
    test.call(method, path, options)
  const send = async (method: string, path: string, body?: unknown): Promise<Body> =>
    (await call(method, `/admin/v1/${path}`, { body })).body
  const create = async (path: string, body: unknown): Promise<Body & { id: string }> => {
    const answer = await test.call<Body & { id: string }>('POST', `/admin/v1/${path}`, { body })
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }
  const newCode = () => `S${++codes}`
  return {
    call,
    send,
    create,
    newCode,
    query: (sql: string, values?: unknown[]) => test.query(sql, values),
    newService: (more: object = {}) =>
      create('services', { code: newCode(), name: 'Peeling', duration: 30, ...more }),
    /** A service as clients of the wire see it. */
    onWire: async (center: string, service: unknown): Promise<Body> => {
      const parts = ['variants_info', 'add_ons_info', 'additional_info'].map((part) => `expand=${part}`)
      return (await call('GET', `/v1/centers/${center}/services/${String(service)}?${parts.join('&')}`)).body
    },
    itRefuses: (cases: Refused[]) =>
      it.each(cases)('refuses %s', async (_what, method, path, body, code, field) => {
        const answer = await call(method, `/admin/v1/${path}`, { body })
        expect(answer, answer.text).toMatchObject({
          status: 400,
          body: { error: { code }, message: expect.stringContaining(field) },
        })
      }),
  }
}

export { world }
