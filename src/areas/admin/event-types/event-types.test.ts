import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, resolveSchema } from '#contract'
import { mergeAll } from '#platform/http/reply.ts'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

interface EventType {
  type: string
  description: string
  tag: string
  event_resource: string | null
  entity_path: string | null
  fires: boolean
  example: Record<string, unknown>
}

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const get = <T>(path = '', key = world.a.apiKey) =>
  test.call<T>('GET', `/admin/v1/event-types${path}`, { key })

/** Documented members in their order; null where the contract has several forms. */
const membersOf = (type: string): string[] | null => {
  const { properties } = resolveSchema(mergeAll(contract.events.get(type)!.schema!).properties!.data!)
  return properties ? Object.keys(properties) : null
}

describe('event types', () => {
  it('are listed, all that the contract has', async () => {
    const answer = await get<{ event_types: EventType[] }>()
    expect(answer.status, answer.text).toBe(200)
    const list = answer.body.event_types
    expect(list.map((entry) => entry.type).toSorted()).toEqual([...contract.events.keys()].toSorted())
    expect(list.find((entry) => entry.type === 'Guest.Created')).toMatchObject({
      tag: 'Guest Events',
      event_resource: 'Guest',
      entity_path: 'id',
      fires: true,
    })
    expect(list.find((entry) => entry.type === 'Guest.Package.Redemption')).toMatchObject({
      event_resource: null,
      entity_path: 'user_package_id',
      fires: false,
    })
    for (const entry of list) {
      expect(entry.description).toMatch(/^[A-Z].+\.$/)
      expect(Object.keys(entry.example)).toEqual([
        'id',
        'event_id',
        'event_schema',
        'event_resource',
        'event_type',
        'event_timestamp',
        'data',
      ])
      const members = Object.keys(entry.example.data as object)
      expect(members).toEqual(membersOf(entry.type)?.filter((name) => members.includes(name)) ?? members)
    }
  })

  it('come with a schema that stands by itself, which the example fits', async () => {
    for (const type of contract.events.keys()) {
      const answer = await get<EventType & { schema: Record<string, unknown> }>(`/${type.toUpperCase()}`)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body.type).toBe(type)
      const ajv = new Ajv2020({
        strict: false,
        formats: { uuid: /^[0-9a-f-]{36}$/i, int64: true, date: true },
      })
      const validate = ajv.compile(answer.body.schema)
      expect(validate(answer.body.example) ? null : validate.errors, type).toBeNull()
      expect(validate({ ...answer.body.example, event_type: 'Other' }), type).toBe(false)
      expect(validate({ ...answer.body.example, data: {} }), type).toBe(false)
    }
  })

  it('refuse an unknown one by name', async () => {
    const answer = await get('/Guest.Vanished')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: 502 } })
    expect(answer.text).toContain('Guest.Vanished (type)')
  })

  it('are the same for every organisation, and for none without a key', async () => {
    expect((await get('', world.b.apiKey)).text).toBe((await get()).text)
    expect((await get('', 'nobody')).status).toBe(401)
  })

  it('are in the served document, each with its example', async () => {
    const { body } = await test.call<{
      webhooks: Record<
        string,
        {
          post: {
            description: string
            requestBody: { content: Record<string, { example: { event_type: string } }> }
          }
        }
      >
    }>('GET', '/openapi.json')
    expect(Object.keys(body.webhooks).toSorted()).toEqual([...contract.events.keys()].toSorted())
    for (const [type, { post }] of Object.entries(body.webhooks)) {
      expect(post.description.length).toBeGreaterThan(10)
      expect(post.requestBody.content['application/json']!.example.event_type).toBe(type)
    }
  })
})
