/** Members of an employee that are kept as given: nothing computes with them, no query looks for them. */
export interface EmployeePhone {
  /** Country of geography, whose dialling code the wire shows. */
  country_id: number
  number: string
}
export interface EmployeeDetails {
  personal_info?: {
    notification_name?: string
    home_phone?: EmployeePhone | null
    work_phone?: EmployeePhone | null
    /** YYYY-MM-DD. */
    birth_date?: string | null
    anniversary_date?: string | null
  }
  address?: {
    address_1?: string
    address_2?: string
    city?: string
    country_id?: number
    state_id?: number
    zip_code?: string
  }
  job_info?: Partial<typeof JOB_DEFAULTS>
  preference_info?: Partial<typeof PREFERENCE_DEFAULTS>
  payroll_info?: Partial<typeof PAYROLL_DEFAULTS>
  catalog_info?: { display_name?: string; description?: string }
  custom_fields?: CustomFieldValue[]
  vanity_image_url?: string | null
  /** Employee who created the profile; absent: an API key. */
  created_by?: string
}
export interface CustomFieldValue {
  field_id: string
  field_value: string | number | boolean | null
}

/** The wire form of a date nobody entered. */
export const UNSET_DATE = '0001-01-01T00:00:00'

/** Of job_info, what is kept as given; amounts in units of the center's currency, breaks in minutes. */
export const JOB_DEFAULTS = {
  designation_id: null as string | null,
  company_name: '',
  salary: 0,
  hourly_rate: 0,
  holiday_pay_rate: null as number | null,
  vacation_pay_rate: null as number | null,
  overtime_baseline_hours: 0,
  overtime_type: 0,
  overtime_multiplier: 1,
  work_task_ids: null as string[] | null,
  request_therapist_bonus: 0,
  mandatory_break_period: 0,
  is_elgible_for_additional_commision_bonus: false,
  max_work_hours: 0,
  target_revenue: 0,
  vacation_days: 0,
  special_leave_days: 0,
  tenure_start_date: UNSET_DATE,
  pay_type: 0,
  employment_type: 0,
}
/** Of job_info, what only people who may see pay are shown. */
export const PAY_MEMBERS = [
  'salary',
  'hourly_rate',
  'holiday_pay_rate',
  'vacation_pay_rate',
  'overtime_multiplier',
  'request_therapist_bonus',
] as const

export const PREFERENCE_DEFAULTS = {
  /** Regional format; 54 is that of the United States. */
  culture_id: 54,
  search_tags: '',
  receive_marketing_emails: true,
  receive_marketing_messages: true,
  receive_transactional_emails: true,
  receive_transactional_messages: true,
  receive_daily_reports: false,
  receive_register_closure_report: false,
  waive_biometric_checkin: false,
  access_manager_productivity_app: false,
  is_mentor: false,
  access_employee_productivity_app: false,
  access_code: '',
  keyword: '',
  allow_analytics_access: 0,
  allow_api_access: false,
  text_field_1: '',
  text_field_2: '',
  additional_date_1: UNSET_DATE,
  additional_date_2: UNSET_DATE,
  send_confirmation_for_scheduled_appointments: true,
}

export const PAYROLL_DEFAULTS = {
  include_in_payroll: 1,
  payout_model: null as number | null,
  overtime_include: null as number | null,
}
