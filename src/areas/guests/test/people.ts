/** What the tests of guests have in common. */
import { world, type TestApp } from '../../../../test/harness.ts'
import { PASSWORD } from '../../../../test/world.ts'

const { a } = world

/** The access token of a person of organisation A. */
export async function signIn(test: TestApp, userName: string): Promise<string> {
  const { body } = await test.call<{ credentials: { access_token: string } }>('POST', '/v1/tokens', {
    key: null,
    body: {
      account_name: a.accountName,
      user_name: userName,
      password: PASSWORD,
      grant_type: 'password',
      app_id: a.appId,
      app_secret: a.appSecret,
    },
  })
  return body.credentials.access_token
}

/** A guest made through the front door; the answer of createGuest. */
export async function addGuest(
  test: TestApp,
  change: Record<string, unknown> & { personal_info?: object } = {},
) {
  const { personal_info, ...rest } = change
  const answer = await test.call<Record<string, unknown> & { id: string }>('POST', '/v1/guests', {
    body: {
      center_id: a.centers.newYork,
      personal_info: { first_name: 'Avery', last_name: 'Example', ...personal_info },
      ...rest,
    },
  })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body
}

/** The guest profile of a new employee, Robin Staff of New York, and the employee it follows. */
export async function addEmployeeGuest(test: TestApp): Promise<{ id: string; employeeId: string }> {
  const { body } = await test.call<{ id: string }>('POST', '/v1/employees', {
    body: {
      center_id: a.centers.newYork,
      personal_info: {
        first_name: 'Robin',
        middle_name: 'Q',
        last_name: 'Staff',
        gender: 1,
        mobile_phone: { country_code: 1, number: '2025550142' },
      },
      job_info: { job_id: a.jobs.therapist },
    },
  })
  const [guest] = await test.query<{ id: string }>(
    "select id from guests where details->>'employee_id' = $1",
    [body.id],
  )
  return { id: guest!.id, employeeId: body.id }
}

/** Changes settings of organisation A. */
export const setSettings = (test: TestApp, change: object): Promise<unknown> =>
  test.query('update organizations set settings = settings || $1 where organization_id = $2', [change, a.id])
