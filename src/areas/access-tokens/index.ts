/** Apps, API keys, sign-in and sessions. */
import type { Operation } from '#platform/http/operation.ts'
import { createToken } from './operations/create-token.ts'
import { revokeTokens } from './operations/revoke-tokens.ts'

export { createAuthenticator, forgetCallers } from './authenticator.ts'
export { endSessionsOf } from './sessions.ts'
export { createApp, createApiKey } from './apps.ts'
export {
  findApiKey,
  findApp,
  listApiKeys,
  listApps,
  revokeApiKey,
  rotateApiKey,
  rotateAppSecret,
  updateApp,
  type AppChange,
} from './management.ts'
export type { ApiKeyRow, AppRow } from './tables.ts'

export const accessTokenOperations: Operation[] = [createToken, revokeTokens]
