export interface Coalesced {
  /** Wants the work done from now on: starts it, or has it run once more when it is under way. */
  ask(): void
  running(): boolean
  /** Resolves when nothing asked for is left to do. */
  settled(): Promise<void>
}

/** Turns many wishes into few runs, one at a time. What `work` throws goes to `failed`. */
export function coalesce(work: () => Promise<void>, failed: (error: unknown) => void): Coalesced {
  let running: Promise<void> | null = null
  let again = false
  async function run(): Promise<void> {
    do {
      again = false
      await work().catch(failed)
    } while (again)
    running = null
  }
  return {
    ask() {
      if (running) again = true
      else running = run()
    },
    running: () => running !== null,
    async settled() {
      while (running) await running
    },
  }
}
