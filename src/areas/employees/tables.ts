import type { Generated } from 'kysely'
import type { RecurrenceRule } from './block-outs/recurrence.ts'
import type { BlockOutTypeDetails } from './block-outs/types.ts'
import type { EmployeeDetails } from './details.ts'

export interface JobRow {
  organization_id: string
  id: string
  code: string
  name: string
  level: number
  provides_services: boolean
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
  employed_from: string | null
  employed_until: string | null
  is_consultant: boolean | null
  is_therapist: boolean
  show_in_catalog: boolean
  repeat_guests_only: boolean
  is_active: boolean
  is_deleted: boolean
  details: EmployeeDetails
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
  is_provider: boolean
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
  id: string
}
/** 0 Sunday … 6 Saturday; minutes from local midnight, an end above 1440 runs past it. */
export interface TemplateShift {
  weekday: number
  starts: number
  ends: number
}
export interface ShiftTemplateRow {
  organization_id: string
  id: string
  name: string
  shifts: TemplateShift[]
}
export interface EmployeeAttendanceRow {
  organization_id: string
  id: string
  employee_id: string
  center_id: string
  day: string
  checked_in_at: Date
  checked_out_at: Date | null
  details: AttendanceDetails
}
export interface AttendanceDetails {
  work_task_id?: string
  /** The time from this check-out to the next check-in is a break. */
  is_break?: boolean
}
export interface EmployeeCustomFieldRow {
  organization_id: string
  id: string
  name: string
  description: string | null
  data_type: string
  position: number
  is_required: boolean
  is_active: boolean
  updated_at: Date
}
export interface EmployeeImageRow {
  organization_id: string
  id: string
  employee_id: string | null
  field_id: string | null
  file_name: string | null
  content_type: string
  bytes: Buffer
  created_at: Date
}
export interface EmployeeMedicalLicenseRow {
  organization_id: string
  id: string
  employee_id: string
  center_id: string
  license_type: number
  license_number: string
  created_at: Date
}
export interface BlockOutTypeRow {
  organization_id: string
  id: string
  number: number
  name: string
  source: number
  is_bookable: boolean
  duration: number
  is_active: boolean
  details: BlockOutTypeDetails
}
export interface BlockOutSeriesRow {
  organization_id: string
  id: string
  rule: RecurrenceRule
  created_at: Date
}
export interface BlockOutRow {
  organization_id: string
  id: string
  source: number
  resource_id: string
  center_id: string
  type_id: string
  starts_at: Date
  ends_at: Date
  notes: string | null
  series_id: string | null
  details: Record<string, unknown>
  created_at: Date
  updated_at: Date
}

/** Columns the database fills when an insert leaves them out. */
type WithDefaults<Row, Names extends keyof Row> = Omit<Row, Names> & { [N in Names]: Generated<Row[N]> }

declare module '#platform/db/database.ts' {
  interface Database {
    jobs: WithDefaults<JobRow, 'provides_services'>
    employees: EmployeeRow
    employee_centers: EmployeeCenterRow
    security_roles: WithDefaults<SecurityRoleRow, 'is_provider'>
    employee_security_roles: EmployeeSecurityRoleRow
    employee_shifts: WithDefaults<EmployeeShiftRow, 'id'>
    shift_templates: ShiftTemplateRow
    employee_attendance: EmployeeAttendanceRow
    employee_custom_fields: EmployeeCustomFieldRow
    employee_images: EmployeeImageRow
    employee_medical_licenses: EmployeeMedicalLicenseRow
    block_out_types: WithDefaults<BlockOutTypeRow, 'number' | 'duration'>
    block_out_series: BlockOutSeriesRow
    block_outs: BlockOutRow
  }
}
