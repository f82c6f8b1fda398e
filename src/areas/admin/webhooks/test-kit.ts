/** What the tests of webhooks over the management API share. */
import { PASSWORD } from '../../../../test/world.ts'
import { world, type Answer, type Receiver, type TestApp } from '../../../../test/harness.ts'

export interface MadeWebhook {
  id: string
  secret: string
}

export const webhookSettings = (receiver: Receiver, more: object = {}) => ({
  name: 'CRM',
  url: `${receiver.url}?tenant=1`,
  events: ['Guest.Created'],
  ...more,
})

export async function makeWebhook(
  test: TestApp,
  receiver: Receiver,
  more: object = {},
): Promise<MadeWebhook> {
  const made = await test.call<MadeWebhook>('POST', '/admin/v1/webhooks', {
    body: webhookSettings(receiver, more),
  })
  if (made.status !== 200) throw new Error(made.text)
  return made.body
}

/** One Guest.Created. Answers the guest's id. */
export async function addGuest(test: TestApp): Promise<string> {
  const made = await test.call<{ id: string }>('POST', '/v1/guests', {
    body: { center_id: world.a.centers.newYork, personal_info: { first_name: 'Web', last_name: 'Hook' } },
  })
  if (made.status !== 200) throw new Error(made.text)
  return made.body.id
}

/** Token of a person without rights on webhooks. */
export async function tokenOfFred(test: TestApp): Promise<string> {
  const signIn: Answer<{ credentials: { access_token: string } }> = await test.call('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: 'aurora',
      user_name: 'fred',
      password: PASSWORD,
      grant_type: 'password',
      app_id: world.a.appId,
      app_secret: world.a.appSecret,
    },
  })
  return signIn.body.credentials.access_token
}
