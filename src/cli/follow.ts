/** Following a server's events over its stream, for as long as it takes. */
import { CommandError } from './command.ts'
import { reach, refusalOf, type Connection } from './connection.ts'

export interface StreamedEvent {
  sequence: number
  type: string
  /** The envelope, as it came. */
  data: string
}

export interface Following {
  /** Null: from what comes next. */
  after: string | null
  types: string | undefined
  /** The stream stands, for the first time. */
  onOpen?(): void
}

/** Hearts beat every 15 seconds; three missed ones mean that nobody is there. */
const SILENCE_MS = 50_000
const SHORTEST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2_000

/**
 * Events in their order. A stream that ends is opened again where it was; what the server says no to ends it with
 * a CommandError, and so does a server that was never reached.
 */
export async function* followEvents(
  connection: Connection,
  { after, types, onOpen }: Following,
): AsyncGenerator<StreamedEvent> {
  const query = new URLSearchParams({ ...(types ? { types } : {}), ...(after === null ? {} : { after }) })
  let last: string | null = null
  let isFirst = true
  let pause = SHORTEST_PAUSE_MS
  for (;;) {
    const quiet = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const listen = () => (timer = setTimeout(() => quiet.abort(), SILENCE_MS))
    try {
      listen()
      const response = await reach(connection, `/admin/v1/events/stream?${query.toString()}`, {
        headers: { accept: 'text/event-stream', ...(last === null ? {} : { 'last-event-id': last }) },
        signal: quiet.signal,
      })
      const isBusy = response.status === 429 || response.status >= 500
      if (!response.ok || !response.body)
        throw Object.assign(await refusalOf(connection, response), { again: isBusy })
      if (isFirst) onOpen?.()
      else console.error(`Connected again to ${connection.url}.`)
      isFirst = false
      pause = SHORTEST_PAUSE_MS
      for await (const block of blocksOf(response.body)) {
        clearTimeout(timer)
        if (block.id !== undefined) last = block.id
        if (block.data !== undefined)
          yield { sequence: Number(block.id), type: block.event ?? '', data: block.data }
        listen()
      }
    } catch (error) {
      const { again } = error as { again?: boolean }
      if (error instanceof CommandError && (isFirst || again === false)) throw error
    } finally {
      clearTimeout(timer)
      quiet.abort()
    }
    if (pause === SHORTEST_PAUSE_MS) console.error(`Lost ${connection.url}; trying again.`)
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
}

interface Block {
  id?: string
  event?: string
  data?: string
}

/** Messages of Server-Sent Events, those without data too. Chaise ends lines with a line feed and sends data in one. */
async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Block> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = blocks.pop()!
    for (const text of blocks) {
      const block: Record<string, string> = {}
      for (const line of text.split('\n')) {
        const colon = line.indexOf(':')
        if (colon > 0) block[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '')
      }
      yield block as Block
    }
  }
}
