/** What tests of people need. */
import type { TestApp } from '../../../test/harness.ts'
import { PASSWORD, world } from '../../../test/world.ts'

/** The access token of a person of organisation A; throws when signing in fails. */
export async function signIn(test: TestApp, userName: string, password = PASSWORD): Promise<string> {
  const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: world.a.accountName,
      user_name: userName,
      password,
      grant_type: 'password',
      app_id: world.a.appId,
      app_secret: world.a.appSecret,
    },
  })
  return body.credentials.access_token
}
