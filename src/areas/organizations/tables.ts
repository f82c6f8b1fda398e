export interface OrganizationRow {
  organization_id: string
  name: string
  account_name: string
  currency_code: string
  rate_limit: string | null
  settings: Record<string, unknown>
  created_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    organizations: OrganizationRow
  }
}
