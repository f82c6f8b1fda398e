// app/webhooks/route.ts of a Next application; it needs nothing of Next but Request and Response.
import { verify, WebhookVerificationError, type WebhookEvent } from '@chaise/webhooks'

// Two secrets with a blank between them while one replaces the other.
const secrets = (process.env.WEBHOOK_SECRET ?? '').split(' ')
// Stands for a table with the id as its key: insert … on conflict (id) do nothing.
const inbox = new Map<string, WebhookEvent>()

export async function POST(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer())
  try {
    const event = verify(body, request.headers, secrets)
    if (!inbox.has(event.id)) {
      inbox.set(event.id, event)
      setImmediate(work, event) // on a platform that stops after the answer: after(() => work(event))
    }
    return new Response(null, { status: 204 })
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    return new Response(error.reason, { status: error.reason === 'test_call' ? 200 : 401 })
  }
}

/** Runs after the answer: whatever takes long belongs here. */
function work(event: WebhookEvent): void {
  console.log(event.event_type, event.id)
}
