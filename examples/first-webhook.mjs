// A booking and its signed webhooks, without dependencies.   KEY=… node examples/first-webhook.mjs
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

const api = process.env.API ?? 'http://localhost:8080'
const headers = { authorization: `apikey ${process.env.KEY}`, 'content-type': 'application/json' }
const send = async (method, path, body) =>
  (await fetch(api + path, { method, headers, body: JSON.stringify(body) })).json()
const get = async (path) => (await fetch(api + path, { headers })).json()

let secret
const receiver = createServer(async (request, response) => {
  const raw = Buffer.concat(await request.toArray())
  const sent = request.headers['zenoti-webhook-signature']
    .replace('sha256 =', '')
    .replaceAll('-', '')
    .toLowerCase()
  const genuine = sent === createHmac('sha256', secret).update(raw).digest('hex')
  const event = JSON.parse(raw)
  console.log(genuine ? '✓' : '✗ forged', event.event_type, event.data.appointment_group_status ?? '')
  response.end()
}).listen(0)
const url = `http://127.0.0.1:${receiver.address().port}/`
const webhook = await send('POST', '/admin/v1/webhooks', { name: 'Example', url, events: ['*'] })
secret = webhook.secret

const center = (await get('/v1/centers?size=1')).centers[0].id
const service = (await get(`/v1/centers/${center}/services?size=1`)).services[0].id
const guest = (await get(`/v1/guests?center_id=${center}&size=1`)).guests[0].id
const date = new Date().toISOString().slice(0, 10)
const guests = [{ id: guest, items: [{ item: { id: service } }] }]
const booking = await send('POST', '/v1/bookings', { center_id: center, date, guests, future_slot_days: 7 })
const { slots } = await get(`/v1/bookings/${booking.id}/slots`)
await send('POST', `/v1/bookings/${booking.id}/slots/reserve`, { slot_time: slots[0].Time })
const { invoice } = await send('POST', `/v1/bookings/${booking.id}/slots/confirm`)
console.log('booked', slots[0].Time, 'with', invoice.items[0].therapist.full_name)
await send('PUT', `/v1/invoices/${invoice.invoice_id}/confirm`)

await new Promise((resolve) => setTimeout(resolve, 500))
await send('DELETE', `/admin/v1/webhooks/${webhook.id}`)
receiver.close()
