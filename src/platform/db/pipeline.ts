/**
 * How statements get to the database: one after another, but without waiting in between. A transaction sends its
 * `begin` with its first statement, its `commit` with its last, and whatever the program asks for at once
 * (`Promise.all`) together. The database still answers in the order of the questions.
 */
import { Socket } from 'node:net'

type Done = (error?: Error | null) => void

/** Lets everything that is written in one turn of the event loop leave as one packet: a packet costs more than its bytes. */
class GatheringSocket extends Socket {
  #isHeld = false

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    if (!this.#isHeld) {
      this.#isHeld = true
      this.cork()
      process.nextTick(() => {
        this.#isHeld = false
        this.uncork()
      })
    }
    return super.write(chunk, encoding as BufferEncoding, done)
  }
}

/** Settings of a connection that works this way. */
export const pipelined = { pipeline: true, stream: () => new GatheringSocket() }
