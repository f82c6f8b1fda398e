/**
 * How statements get to the database: one after another, but without waiting in between. A transaction sends its
 * `begin` with its first statement, its `commit` with its last, and whatever the program asks for at once
 * (`Promise.all`) together. The database still answers in the order of the questions.
 */
import { Socket } from 'node:net'

/** Lets everything that is written in one turn of the event loop leave as one packet: a packet costs more than its bytes. */
function gatheringSocket(): Socket {
  const socket = new Socket()
  // Not before: connecting gives a socket back the `write` it was born with.
  socket.once('connect', () => {
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
    let isHeld = false
    socket.write = (...args: unknown[]): boolean => {
      if (!isHeld) {
        isHeld = true
        socket.cork()
        process.nextTick(() => {
          isHeld = false
          socket.uncork()
        })
      }
      return write(...args)
    }
  })
  return socket
}

/** Settings of a connection that works this way. */
export const pipelined = { pipeline: true, stream: gatheringSocket }
