export interface JobRow {
  organization_id: string
  id: string
  code: string
  name: string
  level: number
}
export interface EmployeeRow {
  organization_id: string
  id: string
  center_id: string
  code: string
  user_name: string | null
  password_hash: string | null
  first_name: string
  middle_name: string | null
  last_name: string
  nick_name: string | null
  gender: number
  email: string | null
  phone_country_id: number | null
  phone_number: string | null
  job_id: string | null
  is_therapist: boolean
  show_in_catalog: boolean
  repeat_guests_only: boolean
  is_active: boolean
  is_deleted: boolean
  details: Record<string, unknown>
  created_at: Date
  updated_at: Date
}
export interface EmployeeCenterRow {
  organization_id: string
  employee_id: string
  center_id: string
}
export interface SecurityRoleRow {
  organization_id: string
  id: string
  name: string
  rights: string[]
  details: Record<string, unknown>
}
export interface EmployeeSecurityRoleRow {
  organization_id: string
  id: string
  employee_id: string
  role_id: string
  center_id: string | null
  created_at: Date
}
export interface EmployeeShiftRow {
  organization_id: string
  employee_id: string
  center_id: string
  day: string
  position: number
  status: number
  starts: number | null
  ends: number | null
  room_id: string | null
  details: Record<string, unknown>
}
export interface ShiftTemplateRow {
  organization_id: string
  id: string
  name: string
  shifts: unknown
}
export interface EmployeeAttendanceRow {
  organization_id: string
  id: string
  employee_id: string
  center_id: string
  day: string
  checked_in_at: Date
  checked_out_at: Date | null
  details: Record<string, unknown>
}
export interface BlockOutTypeRow {
  organization_id: string
  id: string
  name: string
  source: number
  is_bookable: boolean
  is_active: boolean
  details: Record<string, unknown>
}
export interface BlockOutSeriesRow {
  organization_id: string
  id: string
  rule: unknown
  created_at: Date
}
export interface BlockOutRow {
  organization_id: string
  id: string
  source: number
  resource_id: string
  center_id: string
  type_id: string | null
  starts_at: Date
  ends_at: Date
  notes: string | null
  series_id: string | null
  details: Record<string, unknown>
  created_at: Date
  updated_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    jobs: JobRow
    employees: EmployeeRow
    employee_centers: EmployeeCenterRow
    security_roles: SecurityRoleRow
    employee_security_roles: EmployeeSecurityRoleRow
    employee_shifts: EmployeeShiftRow
    shift_templates: ShiftTemplateRow
    employee_attendance: EmployeeAttendanceRow
    block_out_types: BlockOutTypeRow
    block_out_series: BlockOutSeriesRow
    block_outs: BlockOutRow
  }
}
