// A receiver on Fastify.   WEBHOOK_SECRET=whsec_… PORT=4000 node fastify.ts (Node.js 22.18 or newer)
import { fastify } from 'fastify'
import { verify, WebhookVerificationError, type WebhookEvent } from '@chaise/webhooks'

// Two secrets with a blank between them while one replaces the other.
const secrets = (process.env.WEBHOOK_SECRET ?? '').split(' ')
// Stands for a table with the id as its key: insert … on conflict (id) do nothing.
const inbox = new Map<string, WebhookEvent>()

export const app = fastify()

app.register(async (webhooks) => {
  // The signature is over the bytes, so here, and only here, no body is parsed.
  webhooks.removeAllContentTypeParsers()
  webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)
  webhooks.post<{ Body?: Buffer }>('/webhooks', async (request, reply) => {
    try {
      const event = verify(request.body ?? '', request.headers, secrets)
      if (!inbox.has(event.id)) {
        inbox.set(event.id, event)
        setImmediate(work, event)
      }
      return reply.code(204).send()
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error
      return reply.code(error.reason === 'test_call' ? 200 : 401).send(error.reason)
    }
  })
})

/** Runs after the answer: whatever takes long belongs here. */
function work(event: WebhookEvent): void {
  if (event.event_type === 'AppointmentGroup.Status')
    console.log(event.event_type, event.data.appointment_group_status)
  else console.log(event.event_type, event.id)
}

if (process.env.PORT) await app.listen({ port: Number(process.env.PORT) })
