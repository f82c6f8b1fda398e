import type { Logger } from 'pino'

export interface SweepOptions {
  name: string
  everyMs: number
  log: Logger
  /** Must be safe to run in several processes at once, and to stop in the middle. */
  work(): Promise<unknown>
}

/** Runs `work` again and again with a pause between; a failure is logged and tried again at the next turn. */
export function startSweep({ name, everyMs, log, work }: SweepOptions): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const turn = () => {
    running = Promise.resolve()
      .then(work)
      .catch((error: unknown) => log.error({ err: error, sweep: name }, 'sweep failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, everyMs).unref()
      })
  }
  timer = setTimeout(turn, everyMs).unref()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}
