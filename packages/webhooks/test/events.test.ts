import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TARGET, webhookTypesText } from '../../../scripts/webhook-types.ts'
import type { AreaContract } from '../../../src/contract/shape.ts'
import { EVENT_TYPES } from '../src/index.ts'

test('the types are the ones the contract makes (npm run webhook-types)', async () => {
  expect(readFileSync(TARGET, 'utf8')).toBe(await webhookTypesText())
})

test('every event of the contract is there, once', () => {
  const file = join(import.meta.dirname, '../../../src/contract/wire/webhooks.json')
  const { events } = JSON.parse(readFileSync(file, 'utf8')) as AreaContract
  expect(EVENT_TYPES).toEqual(events.map((event) => event.type))
  expect(EVENT_TYPES).toHaveLength(40)
})
