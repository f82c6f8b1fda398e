/** Samples about employees. What is not set has a stand-in: an early date, the nil guid, an empty text. */
import type { EventData } from '#platform/events/emit.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { NO_PLACE } from '#areas/organizations'
import type { Cast } from '../cast.ts'
import { diallingCode, therapistName } from './common.ts'

type EmployeeData = EventData<'Employee.Created'>

const UNSET_DATE = '0001-01-01T00:00:00'
/** Regional format of the United States. */
const CULTURE = 54

export function employee(cast: Cast): EmployeeData {
  const { therapist, center } = cast
  const phone = (number: string) => ({ country_code: diallingCode(center.country_id), number })
  return {
    id: therapist.id,
    code: therapist.code,
    center_id: center.id,
    is_consultant: false,
    created_by: NIL_GUID,
    personal_info: {
      first_name: therapist.first_name,
      middle_name: '',
      last_name: therapist.last_name,
      nick_name: '',
      notification_name: therapistName(cast),
      email: therapist.email,
      mobile_phone: phone(therapist.phone),
      home_phone: phone(''),
      work_phone: phone(''),
      gender: therapist.gender,
      birth_date: UNSET_DATE,
      anniversary_date: UNSET_DATE,
    },
    address: {
      address_1: '',
      address_2: '',
      city: center.city,
      country_id: center.country_id,
      state_id: center.state_id ?? NO_PLACE,
      zip_code: '',
    },
    login_info: { username: therapist.email },
    job_info: {
      job_id: therapist.job_id,
      job_name: therapist.job_name,
      designation_id: null,
      company_name: cast.organization.name,
      salary: 0,
      hourly_rate: 0,
      overtime_baseline_hours: 0,
      overtime_type: 0,
      overtime_multiplier: 1,
      work_task_ids: null,
      request_therapist_bonus: 0,
      mandatory_break_period: 30,
      is_elgible_for_additional_commision_bonus: false,
      max_work_hours: 40,
      target_revenue: 0,
      vacation_days: 20,
      special_leave_days: 0,
      start_date: `${therapist.employed_from}T00:00:00`,
      end_date: UNSET_DATE,
      tenure_start_date: `${therapist.employed_from}T00:00:00`,
      pay_type: 0,
    },
    preference_info: {
      culture_id: CULTURE,
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
    },
    payroll_info: { include_in_payroll: 1 },
    vanity_image_url: null,
    roles: { security_profile_id: NIL_GUID },
    catalog_info: {
      show_in_catalog: true,
      display_name: therapist.first_name,
      description: '',
    },
  }
}
