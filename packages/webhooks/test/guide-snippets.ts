/** The pieces of docs/webhooks-receivers.md, where they are type-checked and run; a test keeps both the same. */
import { isTestCall, readEvent, verify, WebhookVerificationError, type WebhookEvent } from '@chaise/webhooks'
import type { Pool } from 'pg'

export async function receive(request: Request, database: Pool, secrets: string[]): Promise<number> {
  const rawBody = new Uint8Array(await request.arrayBuffer())
  if (isTestCall(rawBody, request.headers)) return 200
  try {
    const event = verify(rawBody, request.headers, secrets)
    await database.query(
      'insert into inbox (id, sequence, body) values ($1, $2, $3) on conflict (id) do nothing',
      [event.id, request.headers.get('chaise-sequence'), Buffer.from(rawBody).toString()],
    )
    return 204
  } catch (error) {
    if (error instanceof WebhookVerificationError) return 401
    throw error
  }
}

export async function workOff(database: Pool, handle: (event: WebhookEvent) => Promise<void>): Promise<void> {
  const { rows } = await database.query('select id, body from inbox where done_at is null order by sequence')
  for (const { id, body } of rows as { id: string; body: string }[]) {
    await handle(readEvent(body))
    await database.query('update inbox set done_at = now() where id = $1', [id])
  }
}
