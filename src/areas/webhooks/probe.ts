/** The test call: shows that a receiver can be reached, before the first event goes there. */
import { openDestination, type DestinationRow } from './destination.ts'
import { isSuccess } from './delivery/schedule.ts'
import { ANSWER_MS, openConnections, sendProbe, type SendResult } from './delivery/send.ts'
import type { Resolve } from '#platform/outbound.ts'

export interface ProbeOptions {
  secretKey: Buffer
  now: Date
  allowPrivate: boolean
  resolve?: Resolve
}

/** One request with the webhook's verb, headers and sign-in, without body and signature. Any 2xx passes. */
export async function probeWebhook(
  webhook: DestinationRow,
  { secretKey, now, allowPrivate, resolve }: ProbeOptions,
): Promise<SendResult & { passed: boolean }> {
  const destination = openDestination(webhook, secretKey, now)
  const agent = openConnections({ allowPrivate, answerMs: ANSWER_MS, ...(resolve ? { resolve } : {}) })
  try {
    const result = await sendProbe(destination, {
      agent,
      answerMs: ANSWER_MS,
      underWay: new Set(),
      userAgent: 'Chaise',
      wall: () => now,
    })
    return { ...result, passed: isSuccess(result.status) }
  } finally {
    await agent.destroy()
  }
}
