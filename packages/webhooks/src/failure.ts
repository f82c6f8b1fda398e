/**
 * Why a request was not accepted. Texts may change, these codes do not.
 *
 * - `test_call`: empty and unsigned, as the test button sends it; answer 2xx and do nothing else
 * - `missing_signature`: no signature header at all
 * - `missing_header`: some of the three `webhook-…` headers, but not all
 * - `malformed_header`: a timestamp that is not whole seconds
 * - `no_match`: none of the signatures was made with one of the secrets over exactly this request
 * - `timestamp_too_old`, `timestamp_too_new`: signed rightly, at another time
 * - `malformed_body`: signed rightly, but not an event
 */
export type FailureReason =
  | 'test_call'
  | 'missing_signature'
  | 'missing_header'
  | 'malformed_header'
  | 'no_match'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'malformed_body'

/** The request is not a genuine event. Mistakes in the call itself (no secret, a parsed body) are TypeErrors. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly reason: FailureReason

  constructor(reason: FailureReason, message: string) {
    super(message)
    this.reason = reason
  }
}
