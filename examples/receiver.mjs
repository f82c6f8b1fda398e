// Verifies webhooks and prints them.   SECRET=whsec_… node examples/receiver.mjs
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
const key = Buffer.from(process.env.SECRET.replace('whsec_', ''), 'base64')
createServer(async (request, response) => {
  const raw = Buffer.concat(await request.toArray().catch(() => []))
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given = '' } = request.headers
  const digest = createHmac('sha256', key).update(`${id}.${time}.`).update(raw).digest()
  const same = (signature) => signature.length === 32 && timingSafeEqual(signature, digest)
  const signed = given.split(' ').some((text) => same(Buffer.from(text.slice('v1,'.length), 'base64')))
  const genuine = signed && Math.abs(Date.now() / 1000 - time) < 300
  const { event_type: type, data } = genuine ? JSON.parse(raw) : {}
  console.log(type ?? (raw.length ? 'not genuine' : 'test call'), data?.appointment_group_status ?? '')
  response.writeHead(genuine || !raw.length ? 204 : 401).end()
}).listen(process.env.PORT ?? 4000)
