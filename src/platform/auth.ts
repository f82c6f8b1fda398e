/**
 * Who is calling. An operation never runs without a caller, and a caller always belongs to one
 * organisation. How credentials are looked up is the access-tokens area's business (see wiring.ts).
 */
import { refuse } from '#platform/refusal.ts'

/** Modules of the app scopes and of the role rights; each is held to read or to write. */
export const MODULES = [
  'centers',
  'services',
  'rooms',
  'employees',
  'guests',
  'appointments',
  'invoices',
  'organization',
  'security_roles',
  'management',
  'webhooks',
] as const
export type Module = (typeof MODULES)[number]
export type Right = `${Module}:${'read' | 'write'}`

interface CallerFacts {
  organizationId: string
  /** The app whose key or id was used; its scopes bound what the call may do. */
  appId: string
  scopes: ReadonlySet<string>
  /** Channel of the app: 0 front desk, 1 webstore, 2 guest mobile app, … (appointment_source). */
  source: number
  /** `60;w=60;b=60`, or null for no limit. */
  rateLimit: string | null
}
export interface KeyCaller extends CallerFacts {
  kind: 'key'
  keyId: string
}
export interface EmployeeCaller extends CallerFacts {
  kind: 'employee'
  employeeId: string
  tokenId: string
  /** Centers the employee's roles reach; null: all. */
  centerIds: ReadonlySet<string> | null
  rights: ReadonlySet<string>
}
export interface GuestCaller extends CallerFacts {
  kind: 'guest'
  guestId: string
  tokenId: string
  /** Guests this one hosts through a relationship. */
  familyIds: ReadonlySet<string>
}
export type Caller = KeyCaller | EmployeeCaller | GuestCaller

/** Finds the caller of a credential, or null when it is unknown, expired or revoked. */
export interface Authenticator {
  byApiKey(key: string): Promise<Caller | null>
  byAccessToken(token: string): Promise<Caller | null>
}

/** Reads the Authorization header: `apikey KEY` or `bearer TOKEN`, the word in any case. */
export async function authenticate(
  header: string | undefined,
  authenticator: Authenticator,
): Promise<Caller> {
  const match = /^(apikey|bearer)\s+(\S+)\s*$/i.exec(header ?? '')
  if (!match) refuse('not_authorized')
  const [, scheme, secret] = match as unknown as [string, string, string]
  const caller =
    scheme.toLowerCase() === 'apikey'
      ? await authenticator.byApiKey(secret)
      : await authenticator.byAccessToken(secret)
  return caller ?? refuse('not_authorized')
}

/** Is a right (`*`: all of them) among those held? Who may write may read. */
export const holds = (held: ReadonlySet<string>, right: string): boolean =>
  held.has('*') || held.has(right) || (right.endsWith(':read') && held.has(right.replace(':read', ':write')))

/** Who may call an operation. Checked in this order: the person's role, then the app's scopes (platform.yaml). */
export interface Access {
  /** Null: whoever has a valid credential. */
  right: Right | null
  /** May a guest's token call it? What a guest may see is then the handler's check. Default: no. */
  guest?: boolean
  /** Refuses API keys: the operation needs a person. */
  person?: boolean
}

/** Throws `forbidden` or `person_needed` when the caller may not call the operation at all. */
export function checkAccess(caller: Caller, access: Access): void {
  if (access.person && caller.kind === 'key') refuse('person_needed')
  if (caller.kind === 'guest' && !access.guest) refuse('forbidden')
  if (!access.right) return
  if (caller.kind === 'employee' && !holds(caller.rights, access.right)) refuse('forbidden')
  if (!holds(caller.scopes, access.right)) refuse('forbidden')
}

/** Throws `forbidden` when an employee's roles do not reach the center. Keys and guests pass. */
export function checkCenterAccess(caller: Caller, centerId: string): void {
  if (caller.kind === 'employee' && caller.centerIds && !caller.centerIds.has(centerId))
    refuse('forbidden', { field: 'center_id' })
}

/** Throws `forbidden` when a guest's token asks for somebody outside the family it hosts. */
export function checkGuestAccess(caller: Caller, guestId: string): void {
  if (caller.kind === 'guest' && caller.guestId !== guestId && !caller.familyIds.has(guestId))
    refuse('forbidden', { field: 'guest_id' })
}

/** Guid of the acting person for audit fields; null for an API key. */
export const personOf = (caller: Caller): string | null =>
  caller.kind === 'employee' ? caller.employeeId : caller.kind === 'guest' ? caller.guestId : null
