/** Signs as a sender does, for tests of receivers. */
import { createHmac, randomBytes } from 'node:crypto'

export interface Sending {
  secrets: readonly string[]
  body: Uint8Array | string
  id?: string
  /** Unix seconds. */
  timestamp?: number
}

export const makeSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export function standardHeaders({ secrets, body, id = ID, timestamp = unixNow() }: Sending): {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
} {
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body as string)]))
      .digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  }
}

export const zenotiHeaders = (
  secret: string,
  body: Uint8Array | string,
): { 'zenoti-webhook-signature': string } => ({
  'zenoti-webhook-signature': `sha256 =${createHmac('sha256', secret)
    .update(body)
    .digest('hex')
    .toUpperCase()
    .match(/../g)!
    .join('-')}`,
})

/** What Chaise sends: both. */
export const bothHeaders = (secret: string, body: Uint8Array | string): Record<string, string> => ({
  ...standardHeaders({ secrets: [secret], body }),
  ...zenotiHeaders(secret, body),
})

export const unixNow = (): number => Math.floor(Date.now() / 1000)

export const ID = '67d999a57c1e94b20d1a2b38'

/** An event's body. */
export const eventBody = (id = ID, data: object = { appointment_group_status: 2 }): string =>
  JSON.stringify({
    id,
    event_id: '67d999a57c1e94b20d1a2b37',
    event_schema: 'v1',
    event_resource: 'AppointmentGroup',
    event_type: 'AppointmentGroup.Status',
    event_timestamp: '2025-03-18T16:04:53.3484785Z',
    data,
  })
