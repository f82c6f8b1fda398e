// A receiver on Express.   WEBHOOK_SECRET=whsec_… PORT=4000 node express.mjs
import express from 'express'
import { verify, WebhookVerificationError } from '@chaise/webhooks'

// Two secrets with a blank between them while one replaces the other.
const secrets = (process.env.WEBHOOK_SECRET ?? '').split(' ')
// Stands for a table with the id as its key: insert … on conflict (id) do nothing.
const inbox = new Map()

export const app = express()

// The signature is over the bytes, so this path must come before any express.json().
app.post('/webhooks', express.raw({ type: () => true, limit: '1mb' }), (request, response) => {
  const body = Buffer.isBuffer(request.body) ? request.body : ''
  try {
    const event = verify(body, request.headers, secrets)
    if (!inbox.has(event.id)) {
      inbox.set(event.id, event)
      setImmediate(work, event)
    }
    response.sendStatus(204)
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    response.status(error.reason === 'test_call' ? 200 : 401).send(error.reason)
  }
})

/** Runs after the answer: whatever takes long belongs here. */
function work(event) {
  console.log(event.event_type, event.id)
}

if (process.env.PORT) app.listen(process.env.PORT)
