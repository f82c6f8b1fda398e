/** (a) The availability engine alone, beside the slow oracle that checks it in the tests. */
import { benchCases, runBenchCase, type BenchCase } from '../src/areas/bookings/availability/bench-cases.ts'
import { solveByHand } from '../src/areas/bookings/availability/testing/oracle.ts'
import { ms, note } from './table.ts'

const timed = (work: () => unknown, rounds: number): number => {
  work()
  const began = performance.now()
  for (let i = 0; i < rounds; i++) work()
  return (performance.now() - began) / rounds
}

const byHand = ({ days, request }: BenchCase) => days.forEach((day) => solveByHand(day, request))

export function benchEngine(): void {
  const names = [
    'engine: 1 day × 1 service × 20 therapists',
    'engine: 30 days × 3 services, couple',
    'engine: crowded group',
  ]
  for (const [i, make] of benchCases.entries()) {
    const bench = make()
    const fast = timed(() => runBenchCase(bench), i === 0 ? 500 : 20)
    const slowDays = { ...bench, days: bench.days.slice(0, 1) }
    const slow = i === 0 ? timed(() => byHand(slowDays), 2) : null
    note({
      what: names[i] ?? `engine: case ${i}`,
      measured: ms(fast),
      baseline: slow === null ? 'oracle: hours' : `oracle ${ms(slow)}`,
      ratio: slow === null ? null : fast / slow,
      aim: 'far below the oracle',
    })
  }
}
