/** Token buckets per organisation (and per operation where it has its own), shared by all processes. Source: platform.yaml, rate_limits. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** `N;w=S;b=B`: N calls are added every S seconds, at most B pile up. */
export interface RateLimit {
  text: string
  calls: number
  seconds: number
  burst: number
}

export function readRateLimit(text: string): RateLimit {
  const match = /^(\d+);w=(\d+);b=(\d+)$/.exec(text)
  if (!match) throw new Error(`Not a rate limit: ${text}`)
  return { text, calls: Number(match[1]), seconds: Number(match[2]), burst: Number(match[3]) }
}

export interface BucketState {
  limit: RateLimit
  allowed: boolean
  /** Whole calls left. */
  remaining: number
  /** Seconds until the next refill. */
  reset: number
}

/** Takes one call from a bucket, in one statement. An empty bucket stays as it is. */
export async function takeCall(
  db: Db,
  organizationId: string,
  bucket: string,
  limit: RateLimit,
  now: Date,
): Promise<BucketState> {
  const { rows } = await sql<{ left: number; window_started: Date; allowed: boolean }>`
    insert into rate_buckets as b (organization_id, bucket, calls_left, window_started, allowed)
    values (${organizationId}, ${bucket}, ${limit.burst - 1}, ${now}, true)
    on conflict (organization_id, bucket) do update set
      (calls_left, window_started, allowed) = (
        select greatest(filled.calls - 1, 0), filled.started, filled.calls >= 1
        from (
          select least(${limit.burst}::int, b.calls_left + ${limit.calls}::int * w.passed) as calls,
                 b.window_started + make_interval(secs => w.passed * ${limit.seconds}::int) as started
          from (select greatest(0, floor(extract(epoch from (${now}::timestamptz - b.window_started)) / ${limit.seconds}::int))::int as passed) w
        ) filled
      )
    returning calls_left as left, window_started, allowed`.execute(db)
  const row = rows[0]!
  const reset = Math.max(
    1,
    Math.ceil((row.window_started.getTime() + limit.seconds * 1000 - now.getTime()) / 1000),
  )
  return {
    limit,
    allowed: row.allowed,
    remaining: row.allowed ? row.left : 0,
    reset: Math.min(reset, limit.seconds),
  }
}

/** The documented headers; `RateLimit-Limit` only when both limits exist and then of the one used up first. */
export function rateHeaders(
  organization: BucketState | null,
  own: BucketState | null,
): Record<string, string> {
  const first =
    organization && own
      ? own.remaining < organization.remaining
        ? own
        : organization
      : (organization ?? own)
  if (!first) return {}
  const refused = [organization, own].find((state) => state && !state.allowed)
  return {
    ...(organization ? { 'Organization-RateLimit-Limit': organization.limit.text } : {}),
    ...(own ? { 'Api-RateLimit-Limit': own.limit.text } : {}),
    ...(organization && own ? { 'RateLimit-Limit': first.limit.text } : {}),
    'RateLimit-Remaining': String(first.remaining),
    'RateLimit-Reset': String(first.reset),
    ...(refused ? { 'Retry-After': String(refused.reset) } : {}),
  }
}
