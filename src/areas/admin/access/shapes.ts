import { Type, type Static } from 'typebox'
import type { ApiKeyRow, AppRow } from '#areas/access-tokens'
import { RIGHTS } from '#areas/employees'
import { orNull, words } from '../shapes.ts'

/** `guests:read`, `guests:write`, …, or `*` for everything. */
const Scope = Type.Enum([...RIGHTS])

export const AppFields = {
  name: words(200),
  description: orNull(Type.String({ maxLength: 2000 })),
  contact_uri: orNull(Type.String({ maxLength: 500 })),
  key_scopes: Type.Array(Scope, { maxItems: 50 }),
  token_scopes: Type.Array(Scope, { maxItems: 50 }),
  source: Type.Integer({
    minimum: 0,
    maximum: 99,
    description: 'Channel of bookings: 0 front desk, 1 webstore, 2 guest mobile app',
  }),
  allows_guests: Type.Boolean(),
  allows_employees: Type.Boolean(),
}
export const App = Type.Object({
  id: Type.String(),
  ...AppFields,
  is_active: Type.Boolean(),
  created_at: Type.String(),
})
export const ApiKey = Type.Object({
  id: Type.String(),
  app_id: Type.String(),
  hint: Type.String({ description: 'First characters of the key' }),
  created_at: Type.String(),
  expires_at: Type.String(),
  revoked_at: orNull(Type.String()),
})

export const appOnWire = (row: AppRow): Static<typeof App> => ({
  id: row.id,
  name: row.name,
  description: row.description,
  contact_uri: row.contact_uri,
  key_scopes: row.key_scopes,
  token_scopes: row.token_scopes,
  source: row.source,
  allows_guests: row.allows_guests,
  allows_employees: row.allows_employees,
  is_active: row.is_active,
  created_at: row.created_at.toISOString(),
})
export const apiKeyOnWire = (row: ApiKeyRow): Static<typeof ApiKey> => ({
  id: row.id,
  app_id: row.app_id,
  hint: row.hint,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
  revoked_at: row.revoked_at?.toISOString() ?? null,
})
