/**
 * A rule that says no. Rules throw it by name; the operation that was called decides status, code and
 * text (one code has several texts in this API). Throwing rolls the transaction back.
 */
export class Refusal extends Error {
  readonly refusal: string
  /** The input member at fault, as the caller spelt it in the contract (`guests[0].items[1].item.id`). */
  readonly field: string | null
  /** What is wrong, in words for the caller; used where the operation's text leaves room for it. */
  readonly detail: string | null

  constructor(refusal: string, options: { field?: string | null; detail?: string | null } = {}) {
    super(options.detail ?? refusal)
    this.name = 'Refusal'
    this.refusal = refusal
    this.field = options.field ?? null
    this.detail = options.detail ?? null
  }
}

/** Ends the operation with a named refusal. */
export function refuse(
  refusal: string,
  options: { field?: string | null; detail?: string | null } = {},
): never {
  throw new Refusal(refusal, options)
}

/** Status, body code and text of one refusal. The text may be built from the refusal's field and detail. */
export type RefusalReply = readonly [
  status: number,
  code: number | string,
  text: string | ((r: Refusal) => string),
]

const named = (what: string) => (r: Refusal) =>
  r.detail ? (r.field ? `${r.field}: ${r.detail}` : r.detail) : r.field ? `${what}: ${r.field}` : what

/** What every operation may answer; an operation's own list wins. Codes: platform.yaml, errors.codes. */
export const commonRefusals: Readonly<Record<string, RefusalReply>> = {
  invalid_input: [400, 400, named('The request is invalid')],
  missing_input: [400, 400, named('A required value is missing')],
  invalid_page: [400, 400, named('page and size must be whole numbers of at least 1')],
  page_size_too_large: [422, 422, 'No more than 100 items can be asked for in one page'],
  not_authorized: [401, 401, 'Authorization has been denied for this request.'],
  forbidden: [403, 438, named('You are not allowed to access this object')],
  person_needed: [401, 401, 'This operation needs the access token of a person'],
  center_not_found: [400, 502, named('The center id is invalid')],
  organization_not_found: [400, 502, named('The organization id is invalid')],
  guest_not_found: [400, 502, named('The guest id is invalid')],
  employee_not_found: [400, 1004, named('The employee id is invalid')],
  service_not_found: [400, 502, named('The service id is invalid')],
  category_not_found: [400, 502, named('The category id is invalid')],
  room_not_found: [400, 502, named('The room id is invalid')],
  equipment_not_found: [400, 502, named('The equipment id is invalid')],
  invoice_not_found: [400, 428, named('The invoice is missing or invalid')],
  appointment_not_found: [400, 410, named('The appointment was not found')],
  appointment_group_not_found: [400, 410, named('The appointment group was not found')],
  not_found: [400, 502, named('The id is invalid')],
  conflict: [400, 400, named('The change conflicts with existing data')],
  idempotency_mismatch: [422, 422, 'This Idempotency-Key was used before with a different request'],
  rate_limited: [429, 429, 'Too many requests: the call limit is used up, try again later'],
}
