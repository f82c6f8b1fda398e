/**
 * The one clock. Everything that asks for the time asks here, so a sandbox can move it. The shift is a
 * row in the database (shared by all processes); each process keeps the last one it heard of.
 */
export interface Clock {
  now(): Date
  /** The time outside, for what others hold against their own clocks. */
  wall(): Date
  /** Milliseconds between the wall and this clock. */
  shift(): number
  setShift(milliseconds: number): void
}

export function createClock(): Clock {
  let shift = 0
  return {
    now: () => new Date(Date.now() + shift),
    wall: () => new Date(),
    shift: () => shift,
    setShift: (milliseconds) => {
      shift = milliseconds
    },
  }
}
