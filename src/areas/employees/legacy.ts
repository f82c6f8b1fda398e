/** The older, PascalCase form of creating an employee. Phones carry country ids there, not dialling codes. */
import type { wire } from '#contract'
import { asGuid } from '#platform/ids.ts'
import { displayPhone } from '#platform/phone.ts'
import { findCountry } from '#areas/organizations'
import type { EmployeePhone } from './details.ts'
import { employeeName } from './names.ts'
import type { EmployeeWrite } from './rules.ts'
import type { EmployeeWithPlace } from './store.ts'
import { addressOf, jobInfo, personalInfo, preferenceInfo } from './wire.ts'

type Detail = wire.employees.LegacyEmployeeDetail

const phoneWrite = (phone: wire.employees.LegacyPhone | null | undefined): wire.employees.PhoneInfo | null =>
  phone?.Number
    ? { country_code: findCountry(phone.CountryId ?? 0)?.phoneCode ?? null, number: phone.Number }
    : null

/** What an older body says, in the words of the current one. */
export function fromLegacy(detail: Detail): EmployeeWrite {
  const { Job: job, Preferences: wishes, AccessInfo: access } = detail
  return {
    code: detail.Code,
    center_id: asGuid(detail.CenterId),
    is_consultant: detail.IsConsultant ?? null,
    personal_info: {
      first_name: detail.FirstName,
      middle_name: detail.MiddleName ?? null,
      last_name: detail.LastName,
      nick_name: detail.NickName ?? null,
      email: detail.Email ?? null,
      gender: detail.Gender ?? null,
      birth_date: detail.BirthDate ?? null,
      anniversary_date: detail.AnniversaryDate ?? null,
      mobile_phone: phoneWrite(detail.MobilePhoneModel ?? { Number: detail.PhoneNumber ?? null }),
      home_phone: phoneWrite(detail.HomePhoneModel),
      work_phone: phoneWrite(detail.WorkPhoneModel),
    },
    address: {
      address_1: detail.AddressLine1 ?? null,
      address_2: detail.AddressLine2 ?? null,
      city: detail.CityName ?? null,
      country_id: detail.CountryId ?? null,
      state_id: detail.StateId ?? null,
    },
    login_info: { username: detail.Credentials.UserName ?? null },
    job_info: {
      job_id: asGuid(job.JobId),
      designation_id: asGuid(job.DesignationId),
      company_name: job.CompanyName ?? null,
      salary: job.Salary ?? null,
      hourly_rate: job.HourlyRate ?? null,
      request_therapist_bonus: job.RequestTherapistBonus ?? null,
      mandatory_break_period: job.MandatoryBreakMinutesPerDay ?? null,
      is_elgible_for_additional_commision_bonus: job.EligibleForCommissionBonus ?? null,
      max_work_hours: job.MaximumWorkHours ?? null,
      target_revenue: job.TargetRevenue ?? null,
      vacation_days: job.VacationDays ?? null,
      special_leave_days: job.SpecialLeaveDays ?? null,
      start_date: job.StartDate ?? null,
      end_date: job.EndDate ?? null,
      tenure_start_date: job.TenureStartDate ?? null,
    },
    preference_info: {
      culture_id: wishes?.CultureId ?? null,
      search_tags: wishes?.SearchTags ?? null,
      receive_marketing_emails: wishes?.ReceiveMarketingEmails ?? null,
      receive_transactional_emails: wishes?.ReceiveTransactionalEmails ?? null,
      receive_transactional_messages: wishes?.ReceiveTransactionalTextMessages ?? null,
      receive_marketing_messages: wishes?.ReceiveMarketingTextMessages ?? null,
      receive_daily_reports: wishes?.ReceiveDailyReports ?? null,
      receive_register_closure_report: wishes?.ReceiveRegisterClosureReports ?? null,
      send_confirmation_for_scheduled_appointments: wishes?.SendConfirmationForAppointments ?? null,
      access_code: access?.AccessCode ?? null,
      allow_api_access: access?.AllowApiAccess ?? null,
      waive_biometric_checkin: access?.WaiveBiometricCheckin ?? null,
      access_manager_productivity_app: access?.AccessManagerMobileApp ?? null,
      access_employee_productivity_app: access?.AccessEmployeeMobileApp ?? null,
    },
  }
}

function phoneReply(phone: EmployeePhone | null | undefined): wire.employees.LegacyPhone {
  if (!phone) return { CountryId: 0, Number: null, DisplayNumber: null }
  const code = findCountry(phone.country_id)?.phoneCode ?? null
  return {
    CountryId: phone.country_id,
    Number: phone.number,
    DisplayNumber: displayPhone(phone.number, code),
  }
}

/** The older answer; passwords are never in it. */
export function legacyReply(
  employee: EmployeeWithPlace,
  options: { withPay: boolean },
): wire.employees.LegacyEmployeeCreateResponse {
  const person = personalInfo(employee)
  const address = addressOf(employee)
  const job = jobInfo(employee, options.withPay)
  const wishes = preferenceInfo(employee)
  const { phone_country_id, phone_number, details } = employee
  const mobile = phone_number ? { country_id: phone_country_id ?? 0, number: phone_number } : null
  return {
    IsEmployeeAdded: true,
    EmployeeDetail: {
      Id: employee.id,
      Code: employee.code,
      CenterId: employee.center_id,
      FirstName: person.first_name,
      MiddleName: person.middle_name,
      LastName: person.last_name,
      NickName: person.nick_name,
      FullName: employeeName(employee),
      Email: person.email,
      PhoneNumber: phone_number,
      MobilePhoneModel: phoneReply(mobile),
      HomePhoneModel: phoneReply(details.personal_info?.home_phone),
      WorkPhoneModel: phoneReply(details.personal_info?.work_phone),
      Gender: person.gender,
      BirthDate: person.birth_date,
      AnniversaryDate: person.anniversary_date,
      AddressLine1: address.address_1,
      AddressLine2: address.address_2,
      CityName: address.city,
      CountryId: address.country_id,
      StateId: address.state_id,
      StateOther: null,
      IsConsultant: employee.is_consultant ?? false,
      Credentials: { UserName: employee.user_name, Password: null },
      Job: {
        JobId: job.job_id,
        DesignationId: job.designation_id,
        CompanyName: job.company_name,
        Salary: job.salary,
        HourlyRate: job.hourly_rate,
        RequestTherapistBonus: job.request_therapist_bonus,
        MandatoryBreakMinutesPerDay: job.mandatory_break_period,
        EligibleForCommissionBonus: job.is_elgible_for_additional_commision_bonus,
        MaximumWorkHours: job.max_work_hours,
        TargetRevenue: job.target_revenue,
        VacationDays: job.vacation_days,
        SpecialLeaveDays: job.special_leave_days,
        StartDate: job.start_date,
        EndDate: job.end_date,
        TenureStartDate: job.tenure_start_date,
      },
      Preferences: {
        CultureId: wishes.culture_id,
        SearchTags: wishes.search_tags,
        ReceiveMarketingEmails: wishes.receive_marketing_emails,
        ReceiveTransactionalEmails: wishes.receive_transactional_emails,
        ReceiveTransactionalTextMessages: wishes.receive_transactional_messages,
        ReceiveMarketingTextMessages: wishes.receive_marketing_messages,
        ReceiveDailyReports: wishes.receive_daily_reports,
        ReceiveRegisterClosureReports: wishes.receive_register_closure_report,
        SendConfirmationForAppointments: wishes.send_confirmation_for_scheduled_appointments,
      },
      AccessInfo: {
        AccessCode: wishes.access_code,
        AllowApiAccess: wishes.allow_api_access,
        AllowOfflineAccess: false,
        WaiveBiometricCheckin: wishes.waive_biometric_checkin,
        AccessManagerMobileApp: wishes.access_manager_productivity_app,
        AccessEmployeeMobileApp: wishes.access_employee_productivity_app,
      },
    },
    Error: null,
  }
}
