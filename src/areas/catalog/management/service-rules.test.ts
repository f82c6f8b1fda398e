import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { checkSegments } from './service-rules.ts'

const kinds = ['servicing', 'processing', 'finishing'] as const
const segments = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), minutes: fc.integer({ min: 1, max: 90 }) }),
  { maxLength: 6 },
)
const fieldOf = (check: () => void): string | null => {
  try {
    check()
    return null
  } catch (error) {
    return (error as Refusal).field
  }
}

it('takes segments exactly when they come in order and add up to the duration', () => {
  fc.assert(
    fc.property(segments, fc.boolean(), fc.integer({ min: -1, max: 1 }), (given, ordered, off) => {
      const list = ordered ? given.toSorted((x, y) => kinds.indexOf(x.kind) - kinds.indexOf(y.kind)) : given
      const text = list.map((segment) => segment.kind[0]).join('')
      const sum = list.reduce((minutes, segment) => minutes + segment.minutes, 0)
      const field = fieldOf(() => checkSegments(sum + off, list))
      if (!list.length) expect(field).toBeNull()
      else if (!/^s*p*f*$/.test(text)) expect(field).toMatch(/^segments\[\d\]\.kind$/)
      else expect(field).toBe(off === 0 ? null : 'segments')
    }),
  )
})
