import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../../test/harness.ts'

let test: TestApp
const { a, b } = world
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.stop())

describe('policies of a center', () => {
  const read = (center = a.centers.newYork) => test.call('GET', `/admin/v1/centers/${center}/policies`)
  const enter = (body: unknown, center = a.centers.newYork) =>
    test.call('PUT', `/admin/v1/centers/${center}/policies`, { body })
  const policies = {
    cancellation_fee: { kind: 'price_percent', value: 33.33 },
    cancellation_window_hours: 48,
    no_show_fee: { kind: 'amount', value: 25.5 },
    comments_mandatory: true,
  }

  it('are free of charge until entered', async () => {
    expect((await read()).body).toEqual({
      cancellation_fee: null,
      cancellation_window_hours: 24,
      no_show_fee: null,
      comments_mandatory: false,
    })
  })

  it('are entered in percent and money, kept in hundredths and minor units', async () => {
    await test.call('PATCH', `/admin/v1/centers/${a.centers.newYork}`, {
      body: { settings: { slot_interval: 30 } },
    })
    const { status, body } = await enter(policies)
    expect([status, body]).toEqual([200, policies])
    expect((await read()).body).toEqual(policies)
    const rows = await test.query<{ settings: object }>('select settings from centers where id = $1', [
      a.centers.newYork,
    ])
    expect(rows[0]!.settings).toEqual({
      slot_interval: 30,
      cancellation_fee: { kind: 'price_percent', value: 3333 },
      cancellation_window_hours: 48,
      no_show_fee: { kind: 'amount', value: 2550 },
      comments_mandatory: true,
    })
    expect((await enter({ ...policies, no_show_fee: null })).body).toMatchObject({ no_show_fee: null })
  })

  it('use the digits of the currency', async () => {
    await test.query(`update centers set currency_code = 'JPY' where id = $1`, [a.centers.kolkata])
    expect(
      await enter({ ...policies, no_show_fee: { kind: 'amount', value: 1500 } }, a.centers.kolkata),
    ).toMatchObject({ status: 200, body: { no_show_fee: { value: 1500 } } })
    expect(
      await enter({ ...policies, no_show_fee: { kind: 'amount', value: 15.5 } }, a.centers.kolkata),
    ).toMatchObject({ status: 400 })
  })

  it.each([
    ['a member missing', { ...policies, comments_mandatory: undefined }, 'comments_mandatory'],
    [
      'more than all',
      { ...policies, no_show_fee: { kind: 'list_price_percent', value: 101 } },
      'no_show_fee.value',
    ],
    ['less than nothing', { ...policies, no_show_fee: { kind: 'amount', value: -1 } }, 'no_show_fee'],
    [
      'percents too fine to keep',
      { ...policies, cancellation_fee: { kind: 'price_percent', value: 1.234 } },
      'cancellation_fee.value',
    ],
    [
      'cents too fine to keep',
      { ...policies, cancellation_fee: { kind: 'amount', value: 1.234 } },
      'cancellation_fee.value',
    ],
    [
      'a kind that is none',
      { ...policies, cancellation_fee: { kind: 'half', value: 1 } },
      'cancellation_fee',
    ],
    [
      'a window of less than no time',
      { ...policies, cancellation_window_hours: -1 },
      'cancellation_window_hours',
    ],
  ])('refuse %s', async (_name, body, field) => {
    const before = await read()
    expect(await enter(body)).toMatchObject({
      status: 400,
      body: { success: false, message: expect.stringContaining(field) },
    })
    expect((await read()).body).toEqual(before.body)
  })

  it('do not know foreign centers', async () => {
    expect(await read(b.centers.oslo)).toMatchObject({ status: 400, body: { error: { code: 502 } } })
    expect(await enter(policies, b.centers.oslo)).toMatchObject({
      status: 400,
      body: { error: { code: 502 } },
    })
  })
})
