/** What every receiver of an event finds beside its body, whoever sends it. Nothing heavy here: the command line sends too. */
import { SIGNATURE_HEADER, signBody, standardHeaders, type SigningKeys } from '#platform/signature.ts'

export interface SignedEvent {
  /** `id` of the envelope. */
  wireId: string
  sequence: number
  body: Buffer
}

/**
 * Both signatures and the place in the order of events. `keys`: of the newest secret first. `wall`: the time that
 * receivers hold the signature against.
 */
export const eventHeaders = (
  { wireId, sequence, body }: SignedEvent,
  keys: readonly SigningKeys[],
  wall: Date,
): Record<string, string> => ({
  'content-type': 'application/json',
  // Zenoti's header has room for one signature: while secrets overlap, the one that receivers already know.
  [SIGNATURE_HEADER]: signBody(keys.at(-1)!, body),
  ...standardHeaders(keys, wireId, wall, body),
  'chaise-sequence': String(sequence),
})
