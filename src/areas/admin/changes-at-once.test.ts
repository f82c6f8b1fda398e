/** Two people who change different members of one thing at the same moment: both changes stay. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

const { a } = world
const admin = (method: string, path: string, body?: unknown) =>
  test.call(method, `/admin/v1/${path}`, { body })
const inNewYork = { center_id: a.centers.newYork }

type Body = Record<string, unknown>
/** What is made (null: it is there), and two changes of different members, per round. */
const cases: [path: string, made: Body | null, one: (n: number) => Body, two: (n: number) => Body][] = [
  ['jobs', { code: 'J', name: 'Job' }, (n) => ({ name: `Job ${n}` }), (n) => ({ level: n })],
  ['equipment', { ...inNewYork, name: 'Lamp' }, (n) => ({ name: `Lamp ${n}` }), (n) => ({ quantity: n })],
  [
    'rooms',
    { ...inNewYork, code: 'R', name: 'Room' },
    (n) => ({ name: `Room ${n}` }),
    (n) => ({ capacity: n }),
  ],
  ['categories', { code: 'C', name: 'Cat' }, (n) => ({ name: `Cat ${n}` }), (n) => ({ description: `${n}` })],
  [
    'services',
    { code: 'S', name: 'Service', duration: 30 },
    (n) => ({ tags: [`${n}`] }),
    (n) => ({ video_url: `${n}` }),
  ],
  [
    'day_packages',
    { code: 'D', name: 'Day', price: 10, services: [{ service_id: a.services.massage }] },
    (n) => ({ price: n }),
    (n) => ({ description: `${n}` }),
  ],
  [
    'security_roles',
    { name: 'Helper', rights: ['guests:read'] },
    (n) => ({ name: `Helper ${n}` }),
    (n) => ({ is_provider: n % 2 === 0 }),
  ],
  [
    'block_out_types',
    { name: 'Tea' },
    (n) => ({ description: `${n}`, duration: n }),
    (n) => ({ code: `T${n}`, is_bookable: n % 2 === 0 }),
  ],
  [
    'guest_relationship_types',
    { code: 'K', name: 'Kin' },
    (n) => ({ name: `Kin ${n}` }),
    (n) => ({ is_active: n % 2 === 0 }),
  ],
  [
    'shift_templates',
    { name: 'Week', shifts: [] },
    (n) => ({ name: `Week ${n}` }),
    (n) => ({ shifts: [{ weekday: 1, starts: n, ends: 600 }] }),
  ],
  ['reasons', { name: 'Why', object_type: 2 }, (n) => ({ code: `${n}` }), (n) => ({ description: `${n}` })],
  ['location_groups', { name: 'Town' }, (n) => ({ code: `${n}` }), (n) => ({ description: `${n}` })],
  [
    'employee_custom_fields',
    { name: 'Size', data_type: 'string' },
    (n) => ({ name: `Size ${n}` }),
    (n) => ({ position: n }),
  ],
  ['apps', { name: 'App' }, (n) => ({ description: `${n}` }), (n) => ({ source: n })],
  [
    `centers/${a.centers.newYork}`,
    null,
    (n) => ({ catalog: { gift_cards: n % 2 === 0 }, settings: { hold_minutes: n } }),
    (n) => ({ catalog: { packages: n % 2 === 0 }, settings: { furthest_days: n } }),
  ],
  [
    'organization',
    null,
    (n) => ({ settings: { guest_code_prefix: `${n}` } }),
    (n) => ({ settings: { guest_code_start: n } }),
  ],
]

it.each(cases)('of %s', async (path, made, one, two) => {
  const created = made && (await admin('POST', path, made))
  if (created) expect(created.status, created.text).toBe(200)
  const target = created ? `${path}/${String(created.body.id)}` : path
  for (let n = 1; n <= 6; n++) {
    const answers = await Promise.all([admin('PATCH', target, one(n)), admin('PATCH', target, two(n))])
    for (const answer of answers) expect(answer.status, answer.text).toBe(200)
    // A kind of relationship can be listed and changed, not read alone.
    const { body } = target.startsWith('guest_relationship_types')
      ? {
          body: ((await admin('GET', path)).body.relationship_types as Body[]).find(
            (each) => each.code === 'K',
          )!,
        }
      : await admin('GET', target)
    expect(body).toMatchObject(one(n))
    expect(body).toMatchObject(two(n))
  }
})

it('of the hours of a center: the week of one of them, whole', async () => {
  const path = `centers/${a.centers.kolkata}/hours`
  const week = (opens: string) => ({
    days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens, closes: '20:00' })),
  })
  const answers = await Promise.all(
    ['08:00', '09:00', '10:00', '11:00', '12:00'].map((opens) => admin('PUT', path, week(opens))),
  )
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
  const { days } = (await admin('GET', path)).body as { days: { opens: string }[] }
  expect(new Set(days.map((day) => day.opens)).size).toBe(1)
})

it('of names: one of two roles has it', async () => {
  const answers = await Promise.all(
    ['Twin', 'twin', 'TWIN'].map((name) => admin('POST', 'security_roles', { name, rights: [] })),
  )
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 400, 400])
})
