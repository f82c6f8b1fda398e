/** Where a list of deliveries goes on: the newest event first, of one event the highest webhook id first. */
import { isGuid } from '#platform/ids.ts'

/** What follows comes after this place. */
export interface Place {
  sequence: number
  webhookId: string
}

export const writeCursor = ({ sequence, webhookId }: Place): string =>
  Buffer.from(`${sequence}.${webhookId}`).toString('base64url')

/** Null when the text was not made by writeCursor. */
export function readCursor(text: string): Place | null {
  const [sequence = '', webhookId] = Buffer.from(text, 'base64url').toString('utf8').split('.')
  if (!/^\d{1,15}$/.test(sequence) || !isGuid(webhookId)) return null
  return { sequence: Number(sequence), webhookId }
}
