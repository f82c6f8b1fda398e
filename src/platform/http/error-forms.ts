/** The error bodies of this API. Which operation uses which is said at the operation; shapes: platform.yaml, errors.forms. */
import type { Refusal, RefusalReply } from '#platform/refusal.ts'

/**
 * - nested_lower: {"success": false, "error": {code, message}}, most /v1 operations
 * - nested_upper: {"Error": {StatusCode, Message, InternalMessage}}, slots and older controllers
 * - both: error and Error filled, reserve and confirm of a booking
 * - bare: {code, message}, parameters such as page sizes
 * - framework: {"Message"}, refused before an operation runs
 * - text_code: {"error": {"code": "GE002", message}}
 * - error_message: {"error": {code, error_message, message}}
 * - flag_and_text: {"success": false, "Message"}
 */
export type ErrorForm =
  | 'nested_lower'
  | 'nested_upper'
  | 'both'
  | 'bare'
  | 'framework'
  | 'text_code'
  | 'error_message'
  | 'flag_and_text'

export interface ErrorReply {
  status: number
  body: Record<string, unknown>
}

/** Builds the error body. Clients read the text at the top level of every non-200 answer, so it is always there too. */
export function errorBody(
  form: ErrorForm,
  code: number | string,
  text: string,
  status: number,
): Record<string, unknown> {
  switch (form) {
    case 'framework':
      return { Message: text }
    case 'bare':
      return { code, message: text }
    case 'nested_upper':
      return {
        Error: { StatusCode: code, Message: text, InternalMessage: null },
        ...(status === 200 ? {} : { Message: text }),
      }
    case 'both':
      return {
        error: { code, message: text },
        Error: { StatusCode: code, Message: text, InternalMessage: null },
        ...(status === 200 ? {} : { message: text }),
      }
    case 'text_code':
      return { error: { code: String(code), message: text }, message: text }
    case 'error_message':
      return { error: { code, error_message: text, message: text }, message: text }
    case 'flag_and_text':
      return { success: false, Message: text, error: { code, message: text } }
    case 'nested_lower':
      return { success: false, error: { code, message: text }, ...(status === 200 ? {} : { message: text }) }
  }
}

/** Turns a refusal into status and body by the operation's own list. */
export function replyToRefusal(refusal: Refusal, reply: RefusalReply, form: ErrorForm): ErrorReply {
  const [status, code, text] = reply
  const words =
    typeof text === 'function'
      ? text(refusal)
      : refusal.detail && refusal.field
        ? `${text} (${refusal.field}: ${refusal.detail})`
        : text
  // Page sizes are refused in the bare form everywhere, credentials in the framework's.
  const used: ErrorForm =
    status === 422 || status === 429 ? 'bare' : refusal.refusal === 'not_authorized' ? 'framework' : form
  return { status, body: errorBody(used, code, words, status) }
}
