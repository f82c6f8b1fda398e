import { describe, expect, it } from 'vitest'
import { compileTransitions, STATUS, stepOf, TRANSITIONS, VISIT_ACTIONS } from './states.ts'

describe('the table of visits', () => {
  it('never brings back what was cancelled, missed or voided', () => {
    for (const status of [STATUS.cancelled, STATUS.noShow, STATUS.voided])
      for (const action of VISIT_ACTIONS) {
        const step = stepOf(status, action)
        expect(step === 'repeat' || 'refusal' in step).toBe(true)
      }
  })

  it('refuses to load with a missing, a double or an unreachable entry', () => {
    expect(() => compileTransitions(TRANSITIONS.slice(1))).toThrow('No answer to confirm in 0')
    expect(() => compileTransitions([...TRANSITIONS, TRANSITIONS[0]!])).toThrow('Two answers to confirm in 0')
    const noVoid = TRANSITIONS.map((t) =>
      t.action === 'void' && t.from[0] === STATUS.closed ? { ...t, step: 'repeat' as const } : t,
    )
    expect(() => compileTransitions(noVoid)).toThrow('Status 21 cannot be reached')
  })
})
