/**
 * Receives webhooks for the benchmark and keeps when each came, by path and sequence. `/dead…` never answers, `/slow…`
 * after two seconds. GET /arrivals gives what came since it was last asked; GET /count how many there are in all.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let arrivals: [path: string, sequence: number, at: number][] = []
let count = 0

const server = createServer((request, response) => {
  const path = request.url!
  if (request.method === 'GET') {
    response.end(JSON.stringify(path === '/count' ? count : arrivals))
    if (path === '/arrivals') arrivals = []
    return
  }
  const at = performance.timeOrigin + performance.now()
  request.resume()
  request.once('end', () => {
    count++
    const sequence = request.headers['chaise-sequence']
    if (sequence) arrivals.push([path, Number(sequence), at])
    if (path.startsWith('/dead')) return
    if (path.startsWith('/slow')) setTimeout(() => response.end(), 2_000)
    else response.end()
  })
})
server.listen(0, '127.0.0.1', () =>
  process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
process.on('SIGTERM', () => process.exit(0))
