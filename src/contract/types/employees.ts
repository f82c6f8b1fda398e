// Generated from the contract by `npm run contract:import`; never edit by hand.

export type Guid = string

export type LocalDateTime = string

export type ErrorObject = {
  code?: (number | string) | null
  message?: string | null
}

export type NullableError = (ErrorObject | null)

export type ErrorEnvelope = {
  code?: (number | string) | null
  message?: string | null
  error?: ErrorObject | null
}

export type PascalError = {
  StatusCode?: number | null
  Message?: string | null
  InternalMessage?: (string | null)
}

export type SuccessResponse = {
  success?: boolean | null
  error?: NullableError | null
}

export type PageInfo = {
  total?: number | null
  page?: number | null
  size?: number | null
}

export type Gender = number

export type PhoneInfo = {
  country_code?: number | null
  number?: string | null
}

export type EmploymentType = number

export type IncludeInPayroll = number

export type ViewType = number

export type EmployeePersonalInfo = {
  first_name?: string | null
  middle_name?: string | null
  last_name?: string | null
  nick_name?: string | null
  notification_name?: string | null
  email?: string | null
  mobile_phone?: PhoneInfo | null
  home_phone?: PhoneInfo | null
  work_phone?: PhoneInfo | null
  gender?: Gender | null
  birth_date?: LocalDateTime | null
  anniversary_date?: LocalDateTime | null
}

export type EmployeeAddress = {
  address_1?: string | null
  address_2?: string | null
  city?: string | null
  country_id?: number | null
  state_id?: number | null
  zip_code?: string | null
}

export type EmployeeLoginInfo = {
  username?: string | null
}

export type EmployeeJobInfo = {
  job_id?: Guid | null
  job_name?: string | null
  designation_id?: (Guid | null)
  company_name?: string | null
  salary?: number | null
  hourly_rate?: number | null
  holiday_pay_rate?: (number | null)
  vacation_pay_rate?: (number | null)
  overtime_baseline_hours?: number | null
  overtime_type?: number | null
  overtime_multiplier?: number | null
  work_task_ids?: (Guid[] | null)
  request_therapist_bonus?: number | null
  mandatory_break_period?: number | null
  is_elgible_for_additional_commision_bonus?: boolean | null
  max_work_hours?: number | null
  target_revenue?: number | null
  vacation_days?: number | null
  special_leave_days?: number | null
  start_date?: LocalDateTime | null
  end_date?: LocalDateTime | null
  tenure_start_date?: LocalDateTime | null
  pay_type?: number | null
  employment_type?: EmploymentType | null
}

export type EmployeePreferenceInfo = {
  culture_id?: number | null
  search_tags?: string | null
  receive_marketing_emails?: boolean | null
  receive_marketing_messages?: boolean | null
  receive_transactional_emails?: boolean | null
  receive_transactional_messages?: boolean | null
  receive_daily_reports?: boolean | null
  receive_register_closure_report?: boolean | null
  waive_biometric_checkin?: boolean | null
  access_manager_productivity_app?: boolean | null
  is_mentor?: boolean | null
  access_employee_productivity_app?: boolean | null
  access_code?: string | null
  keyword?: string | null
  allow_analytics_access?: number | null
  allow_api_access?: boolean | null
  text_field_1?: string | null
  text_field_2?: string | null
  additional_date_1?: LocalDateTime | null
  additional_date_2?: LocalDateTime | null
  send_confirmation_for_scheduled_appointments?: boolean | null
}

export type EmployeePayrollInfo = {
  include_in_payroll?: IncludeInPayroll | null
  payout_model?: number | null
  overtime_include?: number | null
}

export type EmployeeRoles = {
  security_profile_id?: Guid | null
}

export type EmployeeCatalogInfo = {
  show_in_catalog?: boolean | null
  display_name?: string | null
  description?: string | null
}

export type EmployeeCustomFieldValue = {
  field_id?: Guid | null
  field_value?: (string | number | boolean | null)
}

export type EmployeeBase = {
  id?: Guid | null
  code?: string | null
  center_id?: Guid | null
  is_consultant?: (boolean | null)
  created_by?: Guid | null
  personal_info?: EmployeePersonalInfo | null
  address?: EmployeeAddress | null
  login_info?: EmployeeLoginInfo | null
  job_info?: EmployeeJobInfo | null
  preference_info?: EmployeePreferenceInfo | null
  payroll_info?: EmployeePayrollInfo | null
  vanity_image_url?: (string | null)
  roles?: EmployeeRoles | null
  catalog_info?: EmployeeCatalogInfo | null
}

export type Employee = (EmployeeBase & {
  calendar_sync_Id?: (string | null)
  freshchat_restore_id?: (string | null)
  employee_history?: (Record<string, unknown>[] | null)
  custom_fields?: EmployeeCustomFieldValue[] | null
  error?: NullableError | null
})

export type EmployeeWrite = (EmployeeBase & {
  personal_info: Record<string, unknown>
  job_info: Record<string, unknown>
  custom_fields?: EmployeeCustomFieldValue[] | null
})

export type EmployeeUpdate = (EmployeeBase & {
  custom_fields?: EmployeeCustomFieldValue[] | null
})

export type LegacyPhone = {
  CountryId?: number | null
  Number?: (string | null)
  DisplayNumber?: (string | null)
}

export type LegacyEmployeeDetail = {
  Id?: string | null
  Code: string
  CenterId?: string | null
  FirstName: string
  MiddleName?: (string | null)
  LastName: string
  NickName?: (string | null)
  FullName?: (string | null)
  Email?: (string | null)
  PhoneNumber?: (string | null)
  MobilePhoneModel?: LegacyPhone | null
  HomePhoneModel?: LegacyPhone | null
  WorkPhoneModel?: LegacyPhone | null
  Gender?: number | null
  BirthDate?: (string | null)
  AnniversaryDate?: (string | null)
  AddressLine1?: (string | null)
  AddressLine2?: (string | null)
  CityName?: (string | null)
  CountryId?: number | null
  StateId?: number | null
  StateOther?: (string | null)
  IsConsultant?: boolean | null
  Credentials: {
    UserName?: string | null
    Password?: (string | null)
  }
  Job: {
    JobId?: (string | null)
    DesignationId?: (string | null)
    CompanyName?: (string | null)
    Salary?: number | null
    HourlyRate?: number | null
    RequestTherapistBonus?: number | null
    MandatoryBreakMinutesPerDay?: number | null
    EligibleForCommissionBonus?: boolean | null
    MaximumWorkHours?: (number | null)
    TargetRevenue?: (number | null)
    VacationDays?: (number | null)
    SpecialLeaveDays?: (number | null)
    StartDate?: (string | null)
    EndDate?: (string | null)
    TenureStartDate?: (string | null)
  }
  Preferences?: {
    CultureId?: number | null
    SearchTags?: (string | null)
    ReceiveMarketingEmails?: boolean | null
    ReceiveTransactionalEmails?: boolean | null
    ReceiveTransactionalTextMessages?: boolean | null
    ReceiveMarketingTextMessages?: boolean | null
    ReceiveDailyReports?: boolean | null
    ReceiveRegisterClosureReports?: boolean | null
    SendConfirmationForAppointments?: boolean | null
  }
  AccessInfo?: {
    AccessCode?: string | null
    AllowApiAccess?: boolean | null
    AllowOfflineAccess?: boolean | null
    WaiveBiometricCheckin?: boolean | null
    AccessManagerMobileApp?: boolean | null
    AccessEmployeeMobileApp?: boolean | null
  }
}

export type LegacyEmployeeCreateRequest = {
  EmployeeDetail: LegacyEmployeeDetail
}

export type LegacyEmployeeCreateResponse = {
  IsEmployeeAdded: boolean
  EmployeeDetail?: LegacyEmployeeDetail | null
  Error?: (PascalError | null)
}

export type ScheduleDay = {
  date: LocalDateTime
  shifts: (Shift[] | Shift)
}

export type Shift = {
  schedule_id?: (Guid | null)
  start_time?: LocalDateTime | null
  end_time?: LocalDateTime | null
  status?: number | null
  room_id?: (Guid | null)
}

export type CheckInRequest = {
  center_id: Guid
  fingerprint_data?: (string | null)
  work_task_id?: (Guid | null)
  is_break_period?: boolean | null
}

export type CheckedEmployee = {
  id?: Guid | null
  code?: string | null
  first_name?: string | null
  last_name?: string | null
  display_name?: string | null
}

export type EmployeeAttendance = {
  attendance_id?: Guid | null
  center_id?: Guid | null
  attendance_date?: LocalDateTime | null
  check_in_time?: (string | null)
  check_out_time?: (string | null)
  work_task_id?: (string | null)
  durationinMinutes?: (number | null)
  reason?: ({
    id?: (string | number) | null
    name?: string | null
  } | null)
}

export type EmployeeBreakTime = {
  date?: (LocalDateTime | null)
  start_time?: string | null
  end_time?: string | null
  is_duration_complete?: string | null
}

export type RequestedCheckinDetails = {
  request_id?: (Guid | null)
  comment?: (string | null)
  status?: number | null
  status_updated_by?: Guid | null
  is_meal_break?: (boolean | null)
  attendance_date?: LocalDateTime | null
  check_in_time?: (string | null)
  check_out_time?: (string | null)
}

export type TimeOffDetails = {
  id?: Guid | null
  start_date?: LocalDateTime | null
  end_date?: LocalDateTime | null
  type?: string | null
  hours?: number | null
  comment?: (string | null)
}

export type CustomFieldDefinition = {
  field_id?: Guid | null
  field_name?: string | null
  field_description?: (string | null)
  field_type?: Guid | null
  field_code?: (string | null)
  list_id?: (Guid | null)
  field_order?: number | null
  custom_field_type?: number | null
  active?: boolean | null
  field_attributes?: (string | null)
  default_value?: (string | null)
  allow_guest_to_view?: boolean | null
  allow_guest_to_edit?: boolean | null
  is_required?: boolean | null
  print_on_receipt?: boolean | null
  reference_entity_definition_FK?: (number | null)
  entity_definition_FK?: (number | null)
  reference_id?: (string | null)
  group_id?: number | null
  updated_on?: LocalDateTime | null
  data_type?: string | null
}

export type MedicalLicenseType = number

export type MedicalLicenseList = {
  medical_licenses?: {
    id?: Guid | null
    employee_id?: Guid | null
    center_id?: Guid | null
    license_type?: MedicalLicenseType | null
    license_number?: string | null
  }[]
  error?: NullableError | null
}

export type EmployeeSecurityRole = {
  id?: Guid | null
  employee_security_profile_id?: Guid | null
  security_role?: {
    id?: Guid | null
    name?: string | null
  }
  view?: {
    id?: Guid | null
    name?: string | null
    type?: ViewType | null
  }
}

export type RecurringBlockOutTime = {
  id?: (Guid | null)
  time_period?: (string | null)
  interval?: number | null
  rec_start_date?: LocalDateTime | null
  rec_end_date?: (LocalDateTime | null)
  week_days?: number | null
  occurences?: (number | null)
}

export type BlockOutTimeRequest = {
  center_id: Guid
  block_out_time_type_id: number
  start_time: LocalDateTime
  end_time: LocalDateTime
  notes?: (string | null)
  mode?: number | null
  recurring_block_out_time?: ((RecurringBlockOutTime & Record<string, unknown>) | null)
}

export type BlockOutTime = {
  block_out_time_id: Guid
  employee?: ({
    id?: Guid | null
    first_name?: string | null
    last_name?: string | null
    display_name?: (string | null)
  } | null)
  room?: ({
    id?: Guid | null
    name?: string | null
  } | null)
  block_out_time_type?: {
    id?: number | null
    name?: string | null
    duration?: number | null
  }
  start_time?: LocalDateTime | null
  end_time?: LocalDateTime | null
  start_time_in_center?: LocalDateTime | null
  end_time_in_center?: LocalDateTime | null
  notes?: (string | null)
  recurring_block_out_time?: (RecurringBlockOutTime | null)
}

export type BlockOutTimeList = {
  block_out_times?: BlockOutTime[] | null
  error?: NullableError | null
}

export interface EmployeesOperations {
  createEmployee: {
    path: {  }
    query: {  }
    body: (EmployeeWrite | LegacyEmployeeCreateRequest)
    reply: (Employee | LegacyEmployeeCreateResponse)
  }
  getEmployee: {
    path: { employee_id: string }
    query: {  }
    body: null
    reply: Employee
  }
  updateEmployee: {
    path: { employee_id: string }
    query: {  }
    body: EmployeeUpdate
    reply: Employee
  }
  patchEmployeeEmploymentAndPayroll: {
    path: { employee_id: string }
    query: {  }
    body: {
      employment_type?: EmploymentType | null
      include_in_payroll?: IncludeInPayroll | null
      job_info?: {
        employment_type?: EmploymentType | null
      }
      payroll_info?: {
        include_in_payroll?: IncludeInPayroll | null
      }
    }
    reply: Employee
  }
  updateEmployeeSchedule: {
    path: { employee_id: string }
    query: {  }
    body: {
      center_id: Guid
      schedules: (ScheduleDay[] | ScheduleDay)
    }
    reply: {
      success?: boolean | null
      error?: (PascalError | null)
    }
  }
  checkInEmployee: {
    path: { employee_id: string }
    query: {  }
    body: CheckInRequest
    reply: {
      employee?: CheckedEmployee | null
      is_employee_checked_in?: boolean | null
      check_in_time?: string | null
      error?: NullableError | null
    }
  }
  checkOutEmployee: {
    path: { employee_id: string }
    query: {  }
    body: CheckInRequest
    reply: {
      employee?: CheckedEmployee | null
      is_employee_checked_in?: boolean | null
      check_in_time?: string | null
      is_employee_checked_out?: boolean | null
      check_out_time?: string | null
      error?: NullableError | null
    }
  }
  getEmployeeAttendance: {
    path: { employee_id: string }
    query: { center_id: Guid; start_date: string; end_date: string }
    body: null
    reply: {
      attendance?: EmployeeAttendance[] | null
      total_records?: number | null
      break_periods?: EmployeeBreakTime[] | null
      approval_requests?: RequestedCheckinDetails[] | null
      timeoffs?: TimeOffDetails[] | null
      error?: NullableError | null
    }
  }
  uploadEmployeeCustomFieldImage: {
    path: {  }
    query: {  }
    body: {
      center_id?: Guid | null
      employee_id?: (Guid | null)
      field_id?: Guid | null
      file_name?: string | null
      image_data: string
    }
    reply: {
      asset_id?: Guid | null
      asset_url?: string | null
      error?: NullableError | null
    }
  }
  listEmployeeCustomFields: {
    path: {  }
    query: { active?: number }
    body: null
    reply: {
      custom_field_details?: CustomFieldDefinition[] | null
      error?: NullableError | null
    }
  }
  deleteEmployeeMedicalLicenses: {
    path: {  }
    query: { employee_id: Guid; center_id?: Guid; license_type?: MedicalLicenseType; license_id?: Guid }
    body: null
    reply: {
      error?: NullableError | null
    }
  }
  listEmployeeMedicalLicenses: {
    path: { employee_id: string }
    query: { center_id?: Guid }
    body: null
    reply: MedicalLicenseList
  }
  addEmployeeMedicalLicenses: {
    path: { employee_id: string }
    query: {  }
    body: {
      medical_licenses: {
        center_id?: Guid | null
        license_type: MedicalLicenseType
        license_number: string
      }[]
    }
    reply: MedicalLicenseList
  }
  getEmployeesPerformance: {
    path: {  }
    query: { start_date?: string; end_date?: string; employee_id?: Guid; job_id?: Guid; center_id?: Guid }
    body: null
    reply: {
      employee_perfomances?: {
        employee_id?: Guid | null
        performance?: {
          attendance?: number | null
          punctuality?: number | null
          satisfaction?: number | null
          utilization?: number | null
          retention?: number | null
        }
      }[]
      error?: (PascalError | null)
    }
  }
  getEmployeesSales: {
    path: {  }
    query: { start_date: string; end_date: string; employee_id?: Guid; job_id?: Guid; center_id?: Guid }
    body: null
    reply: {
      employee_sales?: {
        employee_id?: Guid | null
        item_sales?: {
          item_type?: number | null
          revenue?: number | null
          numbers?: number | null
          target_revenue?: number | null
          target_number?: number | null
        }[]
        guest_sales?: {
          number_of_guests?: number | null
          number_of_new_guests?: number | null
          number_of_guest_requests?: number | null
          number_of_guest_rebooked?: number | null
          number_of_guest_products?: number | null
        }
      }[]
      error?: (PascalError | null)
    }
  }
  getEmployeePayroll: {
    path: { employee_id: string }
    query: { start_date?: string; end_date?: string }
    body: null
    reply: {
      employee_id?: Guid | null
      salary?: number | null
      hourly_pay?: number | null
      commissions?: number | null
      tips?: number | null
      ssg?: number | null
      error?: NullableError | null
    }
  }
  listEmployeeBlockOutTimes: {
    path: { employee_id: string }
    query: { center_id: Guid; start_date: string; end_date: string; expand?: string[] }
    body: null
    reply: BlockOutTimeList
  }
  createEmployeeBlockOutTime: {
    path: { employee_id: string }
    query: { expand?: string[] }
    body: BlockOutTimeRequest
    reply: BlockOutTimeList
  }
  updateEmployeeBlockOutTime: {
    path: { employee_id: string; block_out_time_id: string }
    query: { expand?: string[] }
    body: BlockOutTimeRequest
    reply: BlockOutTimeList
  }
  deleteEmployeeBlockOutTime: {
    path: { employee_id: string; block_out_time_id: string }
    query: { mode?: number; center_id: Guid }
    body: null
    reply: SuccessResponse
  }
  getBlockOutTime: {
    path: { block_out_time_id: string }
    query: { center_id: Guid; source: number; expand?: string[] }
    body: null
    reply: {
      block_out_time?: BlockOutTime | null
      block_out_times?: BlockOutTime[] | null
      error?: NullableError | null
    }
  }
  listEmployeeSecurityRoles: {
    path: { employee_id: string }
    query: { view_id?: Guid; view_type?: ViewType }
    body: null
    reply: {
      security_roles?: EmployeeSecurityRole[] | null
      error?: NullableError | null
    }
  }
  addEmployeeSecurityRole: {
    path: { employee_id: string }
    query: {  }
    body: {
      security_role: {
        id: Guid
        name?: string | null
      }
      view: {
        id: Guid
        name?: string | null
        type: ViewType
      }
    }
    reply: (EmployeeSecurityRole & {
      success?: boolean | null
      error?: NullableError | null
    })
  }
  deleteEmployeeSecurityRole: {
    path: { employee_id: string; employee_security_profile_id: string }
    query: {  }
    body: null
    reply: SuccessResponse
  }
  listSecurityRoles: {
    path: {  }
    query: { type?: number; page?: number; size?: number }
    body: null
    reply: {
      security_roles?: {
        id?: Guid | null
        name?: string | null
      }[]
      page_info?: PageInfo | null
      error?: NullableError | null
    }
  }
  listRoomBlockOutTimes: {
    path: { room_id: string }
    query: { center_id: Guid; start_date: string; end_date: string; expand?: string[] }
    body: null
    reply: BlockOutTimeList
  }
  createRoomBlockOutTime: {
    path: { room_id: string }
    query: { expand?: string[] }
    body: BlockOutTimeRequest
    reply: BlockOutTimeList
  }
  updateRoomBlockOutTime: {
    path: { room_id: string; block_out_time_id: string }
    query: { expand?: string[] }
    body: BlockOutTimeRequest
    reply: BlockOutTimeList
  }
  deleteRoomBlockOutTime: {
    path: { room_id: string; block_out_time_id: string }
    query: { mode?: number; center_id: Guid }
    body: null
    reply: SuccessResponse
  }
}
