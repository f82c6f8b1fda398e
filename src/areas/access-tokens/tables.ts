export interface AppRow {
  organization_id: string
  id: string
  name: string
  description: string | null
  contact_uri: string | null
  secret_hash: string
  key_scopes: string[]
  token_scopes: string[]
  source: number
  allows_guests: boolean
  allows_employees: boolean
  is_active: boolean
  details: unknown
  created_at: Date
}
export interface ApiKeyRow {
  organization_id: string
  id: string
  app_id: string
  key_hash: string
  hint: string
  created_at: Date
  expires_at: Date
  revoked_at: Date | null
}
export interface SessionRow {
  organization_id: string
  id: string
  app_id: string
  user_kind: 'employee' | 'guest'
  user_id: string
  device_id: string | null
  access_hash: string
  access_expires_at: Date
  refresh_hash: string
  refresh_expires_at: Date
  created_at: Date
  ended_at: Date | null
}

declare module '#platform/db/database.ts' {
  interface Database {
    apps: AppRow
    api_keys: ApiKeyRow
    sessions: SessionRow
  }
}
