/**
 * The one clock. Everything that asks for the time asks here, so a sandbox can move it. The shift is a
 * row in the database (shared by all processes); each process keeps the last one it heard of.
 */
export interface Clock {
  now(): Date
  /** Milliseconds between the wall and this clock. */
  shift(): number
  setShift(milliseconds: number): void
}

export function createClock(): Clock {
  let shift = 0
  return {
    now: () => new Date(Date.now() + shift),
    shift: () => shift,
    setShift: (milliseconds) => {
      shift = milliseconds
    },
  }
}
