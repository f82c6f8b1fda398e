/** Drives a server with a fixed number of requests and tells how fast it answered. */
import { Pool } from 'undici'

export interface Load {
  /** Requests per second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p95: number
}

export interface Call {
  path: string
  headers?: Record<string, string>
}

/** Requests before the clock starts: after a minute without any, a process has to compile its code anew. */
const WARM_UP = 3_000

/** Sends `count` GET requests, `concurrency` at a time, after a warm-up; throws on any status but 200. */
export async function drive(origin: string, call: Call, count: number, concurrency: number): Promise<Load> {
  const pool = new Pool(origin, { connections: concurrency, pipelining: 1 })
  const one = async (): Promise<number> => {
    const began = performance.now()
    const { statusCode, body } = await pool.request({
      path: call.path,
      method: 'GET',
      headers: call.headers ?? {},
    })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`${call.path} answered ${statusCode}: ${text.slice(0, 200)}`)
    return performance.now() - began
  }
  await inParallel(Math.min(WARM_UP, count), concurrency, one)
  const began = performance.now()
  const times = await inParallel(count, concurrency, one)
  const seconds = (performance.now() - began) / 1000
  await pool.close()
  return { rate: count / seconds, p50: percentile(times, 50), p95: percentile(times, 95) }
}

/** Runs `work` so many times, so many at once; gives the results in the order they came. */
export async function inParallel<T>(
  count: number,
  concurrency: number,
  work: (n: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) results.push(await work(next++))
    }),
  )
  return results
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0
}
