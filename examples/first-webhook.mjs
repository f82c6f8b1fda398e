// A booking and its signed webhooks, without dependencies.   KEY=… node examples/first-webhook.mjs
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const api = process.env.API ?? 'http://localhost:8080'
const call = async (method, path, body) => {
  const headers = { authorization: `apikey ${process.env.KEY}`, 'content-type': 'application/json' }
  const answer = await fetch(api + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return answer.json()
}
let secret = ''
const receiver = createServer(async (request, response) => {
  const raw = Buffer.concat(await request.toArray())
  const digest = createHmac('sha256', secret).update(raw).digest()
  const sent = Buffer.from(
    /sha256 =(.*)/.exec(request.headers['zenoti-webhook-signature'])[1].replaceAll('-', ''),
    'hex',
  )
  const event = JSON.parse(raw)
  console.log(
    timingSafeEqual(digest, sent) ? '✓ signed ' : '✗ FORGED ',
    event.event_type,
    'status',
    event.data.status,
  )
  response.end()
}).listen(0)

const url = `http://127.0.0.1:${receiver.address().port}/`
const events = ['AppointmentGroup.Created', 'AppointmentGroup.Status']
const webhook = await call('POST', '/admin/v1/webhooks', { name: 'Example', url, events })
secret = webhook.secret
const center = (await call('GET', '/v1/centers?size=1')).centers[0].id
const service = (await call('GET', `/v1/centers/${center}/services?size=1`)).services[0].id
const guest = (await call('GET', `/v1/guests?center_id=${center}&size=1`)).guests[0].id
for (let day = 0, booked = false; !booked && day < 7; day++) {
  const date = new Date(Date.now() + day * 864e5).toISOString().slice(0, 10)
  const booking = await call('POST', '/v1/bookings', {
    center_id: center,
    date,
    guests: [{ id: guest, items: [{ item: { id: service } }] }],
  })
  const slot = (await call('GET', `/v1/bookings/${booking.id}/slots`)).slots?.[0]
  if (!slot) continue
  await call('POST', `/v1/bookings/${booking.id}/slots/reserve`, { slot_time: slot.Time })
  const { invoice } = await call('POST', `/v1/bookings/${booking.id}/slots/confirm`)
  console.log('booked', slot.Time, 'with', invoice.items[0].therapist.full_name)
  booked = Boolean(await call('PUT', `/v1/invoices/${invoice.invoice_id}/confirm`))
}
await new Promise((resolve) => setTimeout(resolve, 1000))
await call('DELETE', `/admin/v1/webhooks/${webhook.id}`)
receiver.close()
