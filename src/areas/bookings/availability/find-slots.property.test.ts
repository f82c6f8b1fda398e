import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainTime } from './explain.ts'
import { findSlots, placeAt } from './find-slots.ts'
import { scenarios } from './testing/arbitraries.ts'
import { solveByHand } from './testing/oracle.ts'
import { findFaults } from './testing/faults.ts'

const options = (numRuns: number) => ({ seed: 20260302, numRuns })

test('offers the same starts, with as few warnings, as trying everything', () => {
  fc.assert(
    fc.property(scenarios, ({ snapshot, request }) => {
      const found = findSlots(snapshot, request).map((slot) => [slot.minute, slot.warnings.length])
      expect(found).toEqual([...solveByHand(snapshot, request)])
    }),
    options(600),
  )
}, 60_000)

test('places only what is free and wanted', () => {
  fc.assert(
    fc.property(scenarios, ({ snapshot, request }) => {
      const listed = findSlots(snapshot, request)
      for (const [i, slot] of findSlots(snapshot, request, { placements: true }).entries()) {
        expect(slot.placement?.warnings).toEqual(slot.warnings)
        expect({ ...slot, placement: undefined }).toEqual(listed[i])
        expect(findFaults(snapshot, request, slot.placement!)).toEqual([])
      }
    }),
    options(600),
  )
}, 60_000)

test('explains exactly the starts that are not offered', () => {
  fc.assert(
    fc.property(scenarios, fc.integer({ min: 0, max: 250 }), ({ snapshot, request }, at) => {
      const open = new Set(findSlots(snapshot, request).map((slot) => slot.minute))
      const listed = findSlots(snapshot, request, { explain: true })
      expect(listed.filter((slot) => slot.available).map((slot) => slot.minute)).toEqual([...open])
      const minutes = [...listed.map((slot) => slot.minute), snapshot.openIntervals[0]!.start + at]
      for (const minute of minutes) {
        const { offered, reasons } = explainTime(snapshot, request, minute)
        expect(offered).toBe(open.has(minute))
        expect(offered).toBe(reasons.length === 0)
      }
      for (const slot of listed) expect(slot.available).toBe(slot.reasons === undefined)
    }),
    options(100),
  )
}, 60_000)

test('reserves what it offered, the same way each time', () => {
  fc.assert(
    fc.property(scenarios, ({ snapshot, request }) => {
      for (const slot of findSlots(snapshot, request, { placements: true }).slice(0, 5)) {
        const again = placeAt(structuredClone(snapshot), structuredClone(request), slot.minute)
        expect(again).toEqual({ ok: true, placement: slot.placement })
      }
    }),
    options(100),
  )
}, 60_000)
