/** The baseline: Fastify and pg, one route, the one statement the operation cannot do without. */
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import pg from 'pg'

const { connectionString, text, values } = JSON.parse(process.argv[2]!) as {
  connectionString: string
  text: string
  values: unknown[]
}
const pool = new pg.Pool({ connectionString, max: 12, options: '-c timezone=UTC' })
const server = Fastify()
server.get('/', async () => (await pool.query({ name: 'one', text, values })).rows)
await server.listen({ port: 0, host: '127.0.0.1' })
process.send!(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
process.on(
  'SIGTERM',
  () =>
    void server
      .close()
      .then(() => pool.end())
      .then(() => process.exit(0)),
)
