/** The command line makes the first organisation, and its key works. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createDatabase, startTestApp } from './harness.ts'

const run = promisify(execFile)
const cli = (databaseUrl: string, ...args: string[]) =>
  run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../src/cli.ts'), ...args],
    {
      env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, CHAISE_DATA_DIR: '/tmp/chaise-cli-test' },
    },
  )

it('creates an organisation whose key can set up everything else', async () => {
  const connectionString = await createDatabase()
  const made = await cli(
    connectionString,
    'create-organization',
    '--name',
    'Citrus',
    '--account',
    'citrus',
    '--currency',
    'eur',
  )
  const key = /API key\s+([0-9a-f]{64})/.exec(made.stdout)![1]!
  await expect(
    cli(
      connectionString,
      'create-organization',
      '--name',
      'Other',
      '--account',
      'CITRUS',
      '--currency',
      'EUR',
    ),
  ).rejects.toThrow(/account/)
  await expect(
    cli(
      connectionString,
      'create-organization',
      '--name',
      'Other',
      '--account',
      'other',
      '--currency',
      'XYZ',
    ),
  ).rejects.toThrow(/currency/)
  await expect(cli(connectionString, 'unknown')).rejects.toThrow(/usage/)

  const test = await startTestApp({ connectionString })
  const center = await test.call<{ id: string }>('POST', '/admin/v1/centers', {
    key,
    body: {
      code: 'LIS',
      name: 'Citrus Lisbon',
      time_zone: 'Europe/Lisbon',
      currency: 'EUR',
      country_id: 174,
    },
  })
  expect(center.status, center.text).toBe(200)
  const list = await test.call<{ centers: { name: string }[] }>('GET', '/v1/centers', { key })
  expect(list.body.centers.map((each) => each.name)).toEqual(['Citrus Lisbon'])
  expect(list.headers.get('organization-ratelimit-limit')).toBe('60;w=60;b=60')
  await test.stop()
})
