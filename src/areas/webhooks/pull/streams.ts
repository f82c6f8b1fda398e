/** Open event streams of one process: who is written what, and when. Each reads on its own and only as fast as its client. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Db } from '#platform/db/database.ts'
import { onWake } from '#platform/events/wake.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { coalesce } from '../delivery/coalesce.ts'
import type { Hurry } from '../delivery/hurry.ts'
import { readEvents, readLatest, type EventFilter, type PulledEvent } from './read-events.ts'

/** What a stream holds in memory at most. */
const PAGE = 100
/** Streams that read at once, so that requests find a connection too. */
const READERS = 4
/** Pause between two looks, so that a burst is few of them. */
const QUIET_MS = 5
const POLL_MS = 1_000
/** A client told to go gets so long for what is on its way. */
const FAREWELL_MS = 500
/** Beats that a client may leave unread. */
const MOST_UNREAD_BEATS = 4
const MOST_PER_ORGANIZATION = 100

export interface StreamsOptions {
  db: Db
  hurry: Pick<Hurry, 'onHeard'>
  log: Logger
  /** Default 15 000. */
  heartbeatMs?: number
}

export interface StreamRequest {
  organizationId: string
  /** Null: what comes next. */
  after: number | null
  filter: EventFilter
  /** Asks again who is reading and what they may see; throws a Refusal when that is over. */
  renew(): Promise<EventFilter>
}

export interface EventStreams {
  /** Begins to write Server-Sent Events; throws too_many_streams. Resolves once they have begun. */
  open(request: StreamRequest, response: ServerResponse, headers: OutgoingHttpHeaders): Promise<void>
  /** Ends all streams and takes no more. */
  stop(): Promise<void>
}

interface Stream extends StreamRequest {
  after: number
  /** There may be something to read. */
  due: boolean
  ended: boolean
  response: ServerResponse
  wake(): void
}

export function startStreams({ db, hurry, log, heartbeatMs = 15_000 }: StreamsOptions): EventStreams {
  const byOrganization = new Map<string, Set<Stream>>()
  const closing = new Set<Promise<void>>()
  const read = limit(READERS)
  let stopped = false
  let lastLook = -Infinity
  let poll: NodeJS.Timeout | undefined

  const look = coalesce(
    async () => {
      if (!byOrganization.size) return
      await pause(QUIET_MS - (performance.now() - lastLook))
      lastLook = performance.now()
      const latest = await readLatest(db, [...byOrganization.keys()])
      for (const [organizationId, streams] of byOrganization)
        for (const stream of streams)
          if (stream.after !== (latest.get(organizationId) ?? 0)) {
            stream.due = true
            stream.wake()
          }
    },
    (error) => log.warn({ err: error }, 'looking for events to stream failed'),
  )

  async function follow(stream: Stream): Promise<void> {
    while (!stream.ended) {
      if (!stream.due) {
        await new Promise<void>((resolve) => (stream.wake = resolve))
        continue
      }
      stream.due = false
      try {
        await readOn(stream)
      } catch (error) {
        log.warn({ err: error }, 'reading events to stream failed')
        stream.due = true
        await pause(POLL_MS)
      }
    }
  }

  async function readOn(stream: Stream): Promise<void> {
    const { organizationId, filter, after } = stream
    const page = await read(() => readEvents(db, organizationId, filter, { after, size: PAGE }))
    for (const event of page.events) {
      if (stream.ended) return
      stream.after = event.sequence
      await write(stream.response, frameOf(event))
    }
    // A sandbox that was reset counts from one again.
    const restarts = page.latest < after
    stream.after = restarts ? 0 : page.nextAfter
    stream.due ||= restarts || page.hasMore
  }

  async function beat(stream: Stream): Promise<void> {
    if (stream.ended) return
    try {
      stream.filter = await stream.renew()
    } catch (error) {
      // A database that is away for a moment ends nothing.
      if (error instanceof Refusal) end(stream)
      return
    }
    // The id moves resuming past events that the filter left out.
    if (!stream.ended && !stream.response.writableNeedDrain)
      stream.response.write(`: still here\nid: ${stream.after}\n\n`)
  }

  function end(stream: Stream): void {
    if (stream.ended) return
    stream.ended = true
    stream.wake()
    stream.response.end()
    setTimeout(() => stream.response.destroy(), FAREWELL_MS).unref()
  }

  function add(stream: Stream): void {
    const { organizationId, response } = stream
    const streams = byOrganization.get(organizationId) ?? new Set()
    if (stopped || streams.size >= MOST_PER_ORGANIZATION) refuse('too_many_streams')
    streams.add(stream)
    byOrganization.set(organizationId, streams)
    poll ??= setInterval(look.ask, POLL_MS).unref()
    let unread = 0
    const heart = setInterval(() => {
      unread = response.writableNeedDrain ? unread + 1 : 0
      if (unread >= MOST_UNREAD_BEATS) response.destroy()
      else void beat(stream)
    }, heartbeatMs).unref()
    const closed = new Promise<void>((resolve) => {
      response.once('close', () => {
        clearInterval(heart)
        stream.ended = true
        stream.wake()
        streams.delete(stream)
        if (!streams.size) byOrganization.delete(organizationId)
        if (!byOrganization.size) {
          clearInterval(poll)
          poll = undefined
        }
        closing.delete(closed)
        resolve()
      })
    })
    closing.add(closed)
  }

  const unsubscribe = [onWake(look.ask), hurry.onHeard(look.ask)]

  return {
    async open(request, response, headers) {
      const { organizationId } = request
      const latest = (await readLatest(db, [organizationId])).get(organizationId) ?? 0
      if (response.closed) return
      const after = Math.min(request.after ?? latest, latest)
      const stream: Stream = { ...request, after, due: true, ended: false, response, wake: () => {} }
      add(stream)
      response.writeHead(200, headers)
      // The id says where it begins, for who loses it before the first event.
      response.write(`retry: 2000\nid: ${after}\n\n`)
      void follow(stream)
    },
    async stop() {
      stopped = true
      for (const end of unsubscribe) end()
      for (const streams of byOrganization.values()) for (const stream of streams) end(stream)
      await Promise.all(closing)
      await look.settled()
    },
  }
}

const frameOf = ({ sequence, type, body }: PulledEvent): Buffer =>
  Buffer.concat([Buffer.from(`id: ${sequence}\nevent: ${type}\ndata: `), body, Buffer.from('\n\n')])

/** Writes, and waits where the client does not keep up. */
async function write(response: ServerResponse, frame: Buffer): Promise<void> {
  if (response.write(frame) || response.closed) return
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

const pause = (milliseconds: number): Promise<void> =>
  milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve()

/** Lets so many run at once; the others wait their turn. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // The place passes on to the next in line.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
