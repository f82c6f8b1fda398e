/** Times of sends by class: enough for a median and a 95th percentile, small enough to keep by the hour. */

/** Upper bounds in milliseconds; the last class has none. */
export const BUCKETS: readonly number[] = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, Infinity]

export const bucketOf = (milliseconds: number): number => BUCKETS.findIndex((bound) => milliseconds <= bound)

/** The bound below which a share (0 to 1) of the sends stayed; null without sends, Infinity for the open class. */
export function quantile(times: readonly number[], share: number): number | null {
  const total = times.reduce((sum, count) => sum + count, 0)
  if (!total) return null
  let seen = 0
  return BUCKETS.find((_bound, i) => (seen += times[i] ?? 0) >= total * share) ?? Infinity
}
