import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { contract, entityOf, resolveSchema, type JsonSchema } from '#contract'
import type { EventType } from '#platform/events/emit.ts'
import { compileValidator } from '#platform/http/parse.ts'
import { mergeAll } from '#platform/http/reply.ts'
import { newEventIds } from '#platform/ids.ts'
import { localToUtc, utcText, utcToLocal } from '#platform/time.ts'
import { listCurrencies } from '#platform/money.ts'
import { buildEnvelope } from '../delivery/envelope.ts'
import { eventCatalogue, exampleCast, exampleOf, inventCast, sampleOf, type Cast } from './index.ts'

// ---------------------------------------------------------------- strict schemas

/** Documented, but left out of real events. */
const LEFT_OUT = new Set(['rebooked_source_group_id'])

/** The schema with its references put in, where every documented member must be there and no other may. */
function strict(schema: JsonSchema): JsonSchema {
  const at = resolveSchema(schema)
  const whole = at.allOf ? mergeAll(at) : at
  const out: JsonSchema = { ...whole }
  if (whole.items) out.items = strict(whole.items)
  for (const key of ['anyOf', 'oneOf'] as const) if (whole[key]) out[key] = whole[key].map(strict)
  if (whole.properties) {
    const members = Object.entries(whole.properties).filter(([name]) => !LEFT_OUT.has(name))
    out.properties = Object.fromEntries(members.map(([name, child]) => [name, strict(child)]))
    out.required = members.map(([name]) => name)
    out.additionalProperties = false
  }
  return out
}

const validators = new Map<EventType, ValidateFunction>(
  eventCatalogue.map(({ type }) => [
    type,
    compileValidator(strict(mergeAll(contract.events.get(type)!.schema!))),
  ]),
)

function faultOf(type: EventType, envelope: unknown): string | null {
  const validate = validators.get(type)!
  return validate(envelope) ? null : JSON.stringify(validate.errors?.slice(0, 3))
}

const envelopeOf = (type: EventType, cast: Cast, at: Date): Record<string, unknown> => {
  const { eventId, ids } = newEventIds(at, 1)
  const body = buildEnvelope({
    wireId: ids[0]!,
    eventId,
    type,
    resource: contract.events.get(type)!.resource,
    occurredAt: at,
    data: JSON.stringify(sampleOf(type, cast, at)),
  })
  return JSON.parse(body.toString()) as Record<string, unknown>
}

// ---------------------------------------------------------------- arbitrary casts

const ZONES = Intl.supportedValuesOf('timeZone')
const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const digits = fc.stringMatching(/^\d{6,12}$/)
const gender = fc.constantFrom(-1, 0, 1, 3)
const guid = fc.uuid()
const instant = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true })

const anyCast: fc.Arbitrary<Cast> = fc
  .record({
    invented: fc.tuple(guid, fc.nat(99)),
    name: text,
    center: fc.record({
      id: guid,
      code: text,
      name: text,
      time_zone: fc.constantFrom(...ZONES),
      currency_code: fc.constantFrom(...listCurrencies().map((currency) => currency.code)),
      country_id: fc.constantFrom(225, 95, 13, -1, 161),
      state_id: fc.option(fc.integer({ min: 1, max: 400 })),
      address: text,
      city: text,
      zip_code: text,
      tax_rate: fc.integer({ min: 0, max: 300_000 }),
    }),
    guest: fc.record({
      id: guid,
      number: fc.nat(),
      code: text,
      first_name: text,
      last_name: text,
      email: fc.oneof(fc.emailAddress(), fc.constant('')),
      phone: fc.oneof(digits, fc.constant('')),
      country_id: fc.constantFrom(null, 225, 95),
      gender,
      created_at: instant('2000-01-01', '2035-01-01'),
    }),
    therapist: fc.record({
      id: guid,
      code: text,
      first_name: text,
      last_name: text,
      email: text,
      phone: fc.oneof(digits, fc.constant('')),
      gender,
      job_id: guid,
      job_name: text,
      employed_from: fc.constant('2021-02-28'),
    }),
    service: fc.record({
      id: guid,
      code: text,
      name: text,
      duration: fc.integer({ min: 1, max: 1440 }),
      price: fc.nat(100_000_000),
      category_id: guid,
      category_name: text,
    }),
    room: fc.record({ id: guid, name: text }),
  })
  .map(({ invented, name, ...records }) => {
    const cast = inventCast(...invented)
    return { ...cast, ...records, organization: { id: cast.organization.id, name } }
  })

// ---------------------------------------------------------------- tests

describe('the catalogue', () => {
  it('has the events of the contract, each once', () => {
    expect(eventCatalogue.map((entry) => entry.type).toSorted()).toEqual(
      [...contract.events.keys()].toSorted(),
    )
    expect(eventCatalogue).toHaveLength(40)
  })

  it('says of an event that it fires when an area emits it', () => {
    const folder = join(import.meta.dirname, '../..')
    const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('webhooks'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    for (const { type, fires } of eventCatalogue) expect(source.includes(`'${type}'`), type).toBe(fires)
  })

  it('has an example of each that fits its schema to the last member', () => {
    for (const entry of eventCatalogue) expect(faultOf(entry.type, exampleOf(entry)), entry.type).toBeNull()
  })
})

describe('a sample', () => {
  it.each(eventCatalogue.map((entry) => entry.type))(
    'of %s is alike for the same cast and moment',
    (type) => {
      const at = new Date('2026-05-08T23:10:00.120Z')
      const one = sampleOf(type, exampleCast, at)
      expect(sampleOf(type, inventCast(exampleCast.organization.id), at)).toEqual(one)
      expect(sampleOf(type, inventCast(exampleCast.organization.id, 1), at)).not.toEqual(
        type.startsWith('Employee.') ? null : one,
      )
    },
  )

  it('fits its schema and keeps the rules of ids and times, whoever and whenever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...eventCatalogue),
        anyCast,
        instant('1972-01-01', '2100-01-01'),
        ({ type }, cast, at) => {
          const event = envelopeOf(type, cast, at)
          expect(faultOf(type, event)).toBeNull()
          for (const id of [event.id, event.event_id] as string[]) {
            expect(id).toMatch(/^[0-9a-f]{24}$/)
            expect(parseInt(id.slice(0, 8), 16)).toBe(Math.floor(at.getTime() / 1000))
          }
          expect(event.event_timestamp).toMatch(/^\d{4}(-\d\d){2}T(\d\d:){2}\d\d(\.\d{0,6}[1-9])?Z$/)
          expect(Date.parse(event.event_timestamp as string)).toBe(at.getTime())
          expect(entityOf(type, event.data)).toMatch(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)$/)
          checkTimes(event.data, cast.center.time_zone)
          checkSums(type, event.data as never)
        },
      ),
      { numRuns: 10_000 },
    )
  }, 120_000)
})

type Line = Record<'start_time' | 'end_time' | 'start_time_in_center' | 'end_time_in_center', string>

/** Visits say the same moment in UTC and in the center's time. */
function checkTimes(data: unknown, zone: string): void {
  for (const line of (data as { appointments?: Line[] }).appointments ?? []) {
    const starts = new Date(`${line.start_time}Z`)
    expect(utcText(starts)).toBe(line.start_time)
    if (line.start_time_in_center === undefined) continue
    expect(utcToLocal(starts, zone)).toBe(line.start_time_in_center)
    expect(utcToLocal(new Date(`${line.end_time}Z`), zone)).toBe(line.end_time_in_center)
    // A wall clock that shows a time that exists.
    expect(utcToLocal(localToUtc(line.start_time_in_center, zone), zone)).toBe(line.start_time_in_center)
  }
}

interface Invoice {
  total_price: { net_price: number; tax: number; rounding_adjustment: number; sum_total: number }
  invoice_items: { price: { sales: number; tax: number; final: number } }[]
  transactions: { amount_paid: number; total_amount_paid: number; tip_amount: number }[]
}

/** Sums add up, to the precision of a double. */
function checkSums(type: EventType, data: { invoice: Invoice }): void {
  if (type !== 'Invoice.Closed') return
  const { total_price: total, invoice_items: items, transactions } = data.invoice
  const near = (a: number, b: number) =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual(Math.abs(b) * 1e-12 + 1e-9)
  near(total.net_price + total.tax + total.rounding_adjustment, total.sum_total)
  near(
    items.reduce((sum, item) => sum + item.price.final, 0),
    total.sum_total,
  )
  for (const { price } of items) near(price.sales + price.tax, price.final)
  near(
    transactions.reduce((sum, paid) => sum + paid.amount_paid, 0),
    total.sum_total,
  )
  for (const paid of transactions) near(paid.amount_paid + paid.tip_amount, paid.total_amount_paid)
}

it('strictness of these tests: a member too few or too many is seen', () => {
  const event = exampleOf(eventCatalogue.find((entry) => entry.type === 'Guest.Merged')!)
  expect(faultOf('Guest.Merged', { ...event, data: { guest: { id: exampleCast.guest.id } } })).toContain(
    'merged_guest_id',
  )
  expect(faultOf('Guest.Merged', { ...event, data: { ...(event.data as object), extra: 1 } })).not.toBeNull()
})
