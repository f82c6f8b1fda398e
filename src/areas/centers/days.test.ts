import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, world, type TestApp } from '../../../test/harness.ts'
import { openDatabase, type DatabasePool } from '../../platform/db/pool.ts'
import { checkScope } from '../../../test/scope.ts'
import { readCenterDays } from './days.ts'

let test: TestApp
let pool: DatabasePool
const { a, b } = world
const id = a.centers.newYork
beforeAll(async () => {
  test = await startTestApp()
  pool = openDatabase({ connectionString: test.connectionString, inspect: checkScope })
  const special = (day: string, values: string) =>
    test.query(
      `insert into center_special_days (organization_id, center_id, day, is_closed, holiday_type, opens, closes, online_opens, online_closes)
      values ($1, $2, $3, ${values})`,
      [a.id, id, day],
    )
  await special('2026-03-03', 'true, 4, null, null, null, null')
  await special('2026-03-08', 'false, 9, 600, 1500, 660, 900')
  await test.query(
    'update center_hours set online_opens = 600, online_closes = 900 where center_id = $1 and weekday = 4',
    [id],
  )
})
afterAll(async () => {
  await pool.end()
  await test.stop()
})

it('reads each day with its own hours: weekly, special, of the online channels', async () => {
  const usual = { opens: 540, closes: 1080 }
  const plain = { isHoliday: false, holidayType: null, open: usual, online: usual, usual }
  const days = await readCenterDays(pool.db, a.id, { id }, '2026-03-01', '2026-03-08')
  expect(days).toEqual([
    { ...plain, day: '2026-03-01', open: null, online: null, usual: null },
    { ...plain, day: '2026-03-02' },
    { day: '2026-03-03', isHoliday: true, holidayType: 4, open: null, online: null, usual },
    { ...plain, day: '2026-03-04' },
    { ...plain, day: '2026-03-05', online: { opens: 600, closes: 900 } },
    { ...plain, day: '2026-03-06' },
    { ...plain, day: '2026-03-07' },
    // Sunday: closed by the week, open by the special day, until 01:00.
    {
      ...plain,
      day: '2026-03-08',
      open: { opens: 600, closes: 1500 },
      online: { opens: 660, closes: 900 },
      usual: null,
    },
  ])
})

it('knows nothing of a center of another organisation, and no days of a period that ends before it begins', async () => {
  expect(await readCenterDays(pool.db, b.id, { id }, '2026-03-03', '2026-03-03')).toMatchObject([
    { open: null, isHoliday: false },
  ])
  expect(await readCenterDays(pool.db, a.id, { id }, '2026-03-02', '2026-03-01')).toEqual([])
})
