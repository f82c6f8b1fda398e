import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReceiver, startTestApp, world, type Receiver, type TestApp } from '../../../test/harness.ts'

let app: TestApp
let receiver: Receiver
const { a, b } = world
beforeAll(async () => {
  app = await startTestApp()
  receiver = await startReceiver()
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})

interface Mailbox {
  mails: { to: string[]; subject: string; text: string; sent_at: string | null }[]
  page_info: { total: number }
}
const mailbox = async (key?: string) =>
  (await app.call<Mailbox>('GET', '/admin/v1/sandbox/mailbox', key ? { key } : {})).body

const makeGuest = (name: string) =>
  app.call('POST', '/v1/guests', {
    body: {
      center_id: a.centers.newYork,
      personal_info: { first_name: name, last_name: 'Falling', email: `${name}@example.com` },
    },
  })

test('twenty failed events in a row: switched off, and a mail to those who may mend it, in the same moment', async () => {
  const made = await app.call<{ id: string }>('POST', '/admin/v1/webhooks', {
    body: { name: 'Newsletter', url: receiver.url, events: ['Guest.Created'] },
  })
  expect(made.status).toBe(200)
  receiver.answer = () => 500
  for (let i = 0; i < 20; i++) expect((await makeGuest(`guest${i}`)).status).toBe(200)
  expect((await mailbox()).mails).toEqual([])
  for (let i = 0; i < 5; i++) {
    await app.app.workers.idle()
    app.setNow(new Date(app.app.clock.now().getTime() + 601_000))
  }
  const { mails, page_info } = await mailbox()
  expect(page_info.total).toBe(1)
  expect(mails[0]).toMatchObject({
    to: ['olga@example.com'],
    subject: 'Webhook "Newsletter" was switched off',
    sent_at: null,
  })
  expect(mails[0]!.text).toContain('the last 20 events in a row could not be delivered')
  expect(mails[0]!.text).toContain(`/admin/v1/deliveries?webhook_id=${made.body.id}&state=failed`)
  expect(await app.query('select is_active, deactivated_for from webhooks')).toEqual([
    { is_active: false, deactivated_for: 'failures' },
  ])
  // Another organisation sees nothing of it.
  expect((await mailbox(b.apiKey)).mails).toEqual([])
})
