// Generated from the wire contract by `npm run webhook-types`; never edit by hand.

/** Every event type this version knows. */
export const EVENT_TYPES = [
  'AppointmentGroup.Status',
  'AppointmentGroup.Created',
  'AppointmentGroup.Updated',
  'AppointmentGroup.Delete',
  'Invoice.Closed',
  'Invoice.Payments.Added',
  'Invoice.Payments.Deleted',
  'Guest.Created',
  'Guest.Updated',
  'Guest.Deleted',
  'Guest.Merged',
  'Guest.OptedIn',
  'Guest.OptedOut',
  'Class.Schedule.Created',
  'Class.Schedule.Updated',
  'Class.Schedule.Cancelled',
  'Class.Schedule.Deleted',
  'Class.Booking.Created',
  'Class.Booking.Deleted',
  'Class.Booking.Cancelled',
  'Class.Booking.NoShow',
  'Class.Booking.Approved',
  'Class.Booking.Rejected',
  'Guest.Membership.Created',
  'Guest.Membership.Freeze',
  'Guest.Membership.Unfreeze',
  'Guest.Membership.Cancelled',
  'Guest.Membership.Reinstate',
  'Guestpass.redeemed',
  'Appointment.Started',
  'Appointment.Completed',
  'Appointment.Feedback.Created',
  'Employee.Created',
  'Employee.Updated',
  'Employee.Deleted',
  'Guest.Package.Created',
  'Guest.Package.Redemption',
  'Guest.Package.RedemptionReversal',
  'Guest.Package.StatusUpdate',
  'Guest.Package.ValidityUpdate',
] as const

export type EventType = (typeof EVENT_TYPES)[number]

/** One event type as it arrives. */
export interface EventOf<Type extends EventType> {
  /** 24 hex digits; the same in every repetition of a delivery, so deduplicate by it. */
  id: ObjectId
  /** 24 hex digits; the same for all webhooks that hear of this event. */
  event_id: ObjectId
  event_schema: string
  /** The kind of record, or null; tell events apart by `event_type` alone. */
  event_resource: string | null
  event_type: Type
  /** UTC with Z, up to seven fractional digits. */
  event_timestamp: EventTimestamp
  data: EventData[Type]
}

/** Any event; `event_type` tells which. */
export type WebhookEvent = { [Type in EventType]: EventOf<Type> }[EventType]

export type ObjectId = string

export type Guid = string

export type EventTimestamp = string

export type NaiveDateTime = string

export type YesNo = string

export type AppointmentGroupStatus = number

export type AppointmentProgress = number

export type TherapistRequestType = number

export type Gender = number

export type UserMembershipStatus = number

export type UserPackageStatus = number

export type UserPackageState = number

export type SaleInvoiceStatus = number

export type GuestPhone = {
  country_code?: number | null
  phone_code?: number | null
  number?: string | null
  display_number?: string | null
}

export type EmployeePhone = {
  country_code: number
  number: string
}

export type NamedRef = {
  id: Guid
  name: string | null
}

export type AppointmentGroupStatusData = {
  invoice_id: Guid
  invoice_number: string
  receipt_number: string
  appointment_group_id: Guid
  appointment_group_status: AppointmentGroupStatus
  is_noshowfeerequired: YesNo
  is_cancellationfeerequired: YesNo
}

export type GroupAppointment = {
  id: Guid
  invoice_item_id: Guid
  service_name: string
  service_id: Guid
  start_time: NaiveDateTime
  end_time: NaiveDateTime
  start_time_in_center: NaiveDateTime
  end_time_in_center: NaiveDateTime
  creation_date: NaiveDateTime
  last_updated_on: NaiveDateTime
  service_duration_in_minutes: number
  has_add_ons: boolean
  is_add_on: boolean
  therapist_name: string
  therapist_id: Guid
  is_recurring: boolean
  show_in_calendar: boolean
  appointment_type: number
  therapist_request_type: TherapistRequestType
  room_id: string | null
  room_name: string | null
  equipment_name: string
}

export type AppointmentGroupCreatedData = {
  invoice_id: Guid
  invoice_number: string
  invoice_number_prefix: string
  utm_source: string | null
  utm_medium: string | null
  appointment_group_id: Guid
  organization_id: Guid
  center_id: Guid
  center_Name: string
  guest: {
    id: Guid
    first_name: string
    last_name: string
    email: string
  }
  appointments: GroupAppointment[]
  rebooked_source_group_id?: Guid | null
}

export type AppointmentGroupUpdatedData = {
  invoice_id?: Guid | null
  invoice_number?: string | null
  invoice_number_prefix?: string | null
  appointment_group_id: Guid
  organization_id: Guid
  center_id: Guid
  center_Name?: string | null
  guest: {
    id: Guid
    first_name: string
    last_name: string
    email: string
  }
  appointments: GroupAppointment[]
}

export type AppointmentGroupDeleteData = {
  appointment_group_id: Guid
  appointment_id?: Guid | null
}

export type InvoiceItem = {
  invoice_item_id: Guid
  id: Guid
  name: string
  type: number
  code: string
  price: {
    currency_id: number
    sales: number
    tax: number
    final: number
    discount: number
  }
  quantity: number
  sale_by_id: Guid
  therapist_name?: string | null
}

export type InvoiceAppointment = {
  id: Guid
  invoice_item_id: Guid
  service_name: string
  service_id: Guid
  start_time: NaiveDateTime
  end_time: NaiveDateTime
  serviceduration_in_miutes: number
  has_add_ons: boolean
  is_add_on: boolean
  therapist_name: string
  TherapistId: Guid
  is_recurring: boolean
  appointment_type: number
  therapist_request_type: TherapistRequestType
  room_name: string
  equipment_name: string
}

export type InvoiceTransaction = {
  transaction_id: Guid
  payment_date: NaiveDateTime
  amount_paid: number
  total_amount_paid?: number | null
  tip_amount?: number | null
  ssg_amount?: number | null
  fee_amount?: number | null
  cash_back_amount?: number | null
  payment_option?: {
    id?: string | null
    name?: string | null
    type?: number | null
  }
  transaction_center?: NamedRef | null
}

export type ClosedInvoice = {
  id: Guid
  invoice_number: string
  receipt_number: string
  appointment_group_id: Guid | null
  lock: boolean
  is_closed: boolean
  is_refund: boolean
  invoice_date: NaiveDateTime
  center_id: Guid
  total_price: {
    currency_id: number
    net_price: number
    tax: number
    rounding_adjustment: number
    sum_total: number
  }
  guest: {
    id: Guid
    first_name: string
    last_name: string
    gender: Gender
    code: string
    mobile_phone: string
    guest_email: string
    email?: string | null
  }
  invoice_items: InvoiceItem[]
  appointments: InvoiceAppointment[]
  transactions: InvoiceTransaction[]
  group_invoice_id?: Guid | null
  invoice_number_prefix?: string | null
  has_redemptions?: boolean | null
  gstin?: string | null
  gst_sequence?: {
    prefix?: string | null
    number?: string | null
  } | null
  invoice_dues?: {
    total?: number | null
    paid?: number | null
    balance?: number | null
  } | null
  environmental_fee?: {
    total?: number | null
    paid?: number | null
    balance?: number | null
  } | null
  additional_fields?: {
    key?: string | null
    value?: unknown | null
  }[]
}

export type InvoiceClosedData = {
  invoice: ClosedInvoice
}

export type InvoicePaymentsData = {
  invoice_id: Guid
  is_closed: boolean
  transactions: InvoiceTransaction[]
}

export type GuestEventData = {
  id: Guid
  _id: number
  code: string
  center_id: Guid
  center_name: string
  created_date: NaiveDateTime
  personal_info: {
    user_name: string
    first_name: string
    last_name: string
    middle_name: string
    email: string
    mobile_phone: GuestPhone | null
    work_phone: GuestPhone | null
    home_phone: GuestPhone | null
    gender: Gender
    date_of_birth: NaiveDateTime | null
    is_minor: boolean
    nationality_id: number
    anniversary_date: NaiveDateTime | null
    lock_guest_custom_data: boolean
    pan: string
    dob_incomplete_year: string | null
  }
  address_info: {
    address_1: string
    address_2: string
    city: string
    country_id: number
    state_id: number
    state_other: string
    zip_code: string
  }
  preferences: {
    receive_transactional_email: boolean
    receive_transactional_sms: boolean
    receive_marketing_email: boolean
    receive_marketing_sms: boolean
    recieve_lp_stmt: boolean
    opt_in_for_loyalty_program: boolean
    transactional_sms_optin: number
    transactional_email_optin: number
    marketing_sms_optin: number
    marketing_email_optin: number
    transactional_whatsapp_optin: number
    receive_transactional_whatsapp: boolean
  }
  last_updated?: NaiveDateTime | null
}

export type GuestMergedData = {
  guest: {
    id: Guid
  }
  merged_guest_id: Guid
}

export type CommunicationPreferenceData = {
  id: Guid
  _id: number
  timestamp: string
  details: {
    first_name: string
    last_name: string
    email: string
    phone: {
      type: string
      country_code: string | number
      number: string
    }[]
  }
  preference_update: {
    category: string
    channel: string
  }
  current_preferences: {
    marketing: {
      email: string
      sms: string
      whatsapp: string
    }
    transactional: {
      email: string
      sms: string
      whatsapp: string
    }
  }
}

export type ClassScheduleData = {
  sesion_id: number
  center_id: Guid
  class_name: string
  start_time: NaiveDateTime
  end_time: NaiveDateTime
  duration_in_mins: number
  instructor_details_list:
    | {
        id?: Guid | null
        name?: string | null
      }[]
    | null
  room_id: Guid | null
  capacity: number
  web_capacity: number
  show_in_catalog: number
  is_free_session: boolean
  description: string | null
  html_description: string | null
  is_recurring: boolean
  recurrence_start_time: NaiveDateTime | null
  recurrence_end_time: NaiveDateTime | null
  recurrence_type: number | null
  frequency: number | null
  num_occurences: number | null
  weekdays: number[] | null
  override_conflict_check: boolean
  enforce_add_on_conflict: boolean
  class_type: number
  code: string | null
  event_id: number | null
  student_virtual_link: string | null
  instructor_virtual_link: string | null
  recurrence_id: number | null
  recurrence_session_ids: number[] | null
}

export type VirtualGuest = {
  guest_id: Guid
  registration_id: number
  first_name: string
  last_name: string
  email: string
  mobile_phone: {
    country_code: number
    number: number | string
  }
  gender: Gender
}

export type ClassBookingData = {
  workshop_id: number
  track_id: number
  class_id: number
  session_id: number
  add_to_all: number | null
  training_virtual_guests: VirtualGuest[] | null
  guest_id: Guid
  center_id: Guid
  waitlist: boolean | null
  booking_source: number | null
  registration_id: number
  group_invoice_id: Guid | null
  is_recurring: boolean
  recurrence_id: number | null
  recurrence_registration_ids: number[] | null
  guest_registration_ids: number[] | null
}

export type ClassBookingDecisionData = {
  workshop_id: number
  track_id: number
  class_id: number
  session_id: number
  add_to_all: number
  guest_id: Guid
  center_id: Guid
  waitlist: boolean
  booking_source: number
  registration_id: number
  group_invoice_id: Guid | null
  training_virtual_guests: VirtualGuest[] | null
  recurrence_id: number | null
  recurrence_registration_ids: number[] | null
  is_recurring?: boolean | null
  guest_registration_ids?: number[] | null
}

export type GuestMembershipCreatedData = {
  guest_id: Guid
  payments: {
    payment_type: number
    duration: number
    duration_type: number
    default_payment_info: string | null
  }
  pending_waive_collections: number
  next_collection_date: NaiveDateTime | null
  grace_period_date: NaiveDateTime | null
  grace_period_days: number
  recurrence_status: UserMembershipStatus
  sold_by: {
    id: Guid | null
    name: string | null
  }
  payment_history: Record<string, unknown>[]
  has_digital_form: boolean
  user_membership_id: Guid
  group_user_membership_id: Guid
  status: UserMembershipStatus
  is_refunded: boolean
  invoice: {
    allow_other_centers_for_action_on_invoices: boolean
    item_id: Guid
    receipt_no: string
    status: SaleInvoiceStatus
    id: Guid
    no: string
  }
  membership: {
    code: string
    OTP_required: boolean
    'T&C': string | null
    add_on_members_count: number
    redemption_post_expiry_settings: {
      can_select_specific_post_expiry_setting: boolean
      redeem_post_expiry: boolean
      grace_period_days: number | null
    }
    guestpass_total: number
    guestpass_balance: number
    lock_cycles: number
    restrict_cross_center_redemption: boolean
    type: number
    freeze_fee_reason_enabled: boolean
    freeze_fee: number | null
    is_dicount_only_membership: boolean | null
    id: Guid
    name: string
  }
  recurring_details: Record<string, unknown> | null
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  tc_acceptedon: NaiveDateTime | null
  expiry_date: NaiveDateTime
  member_code: string | null
  members: {
    id: Guid
    name: string
  }[]
  credit_balance: {
    total: number
    service: number
    product: number
    other: number
    comments: string | null
  }
  center: {
    id: Guid
    name: string
    location: {
      address_1: string | null
      address_2: string | null
      city: string | null
      state: string | null
      country: string | null
    }
    time_zone: {
      id: number
      name: string | null
      standard_name: string | null
      identifier_name: string | null
      abbreviation: string | null
    }
  }
  service_balance: {
    service: {
      sale_as_part_of_package_or_membership_only: boolean | null
      book_with_partial_balance: number
      item_type: number | null
      id: Guid
      name: string
      duration: number
      has_segments: boolean
    }
    total: number
    balance: number
    redeemable_balance: number
    used: number
    transfered: number
    expired: number
    frequncy: string
    last_usage_date: NaiveDateTime | null
    accrued_on: NaiveDateTime | null
    is_category: boolean
    exists_in_current_center: boolean
    discount_details: {
      discount_type: number
      peak_discount: number
      offpeak_discount: number
      post_credit_peak_discount: number
      post_credit_offpeak_discount: number
    }
    price: number | null
  }[]
  auto_renewal?: {
    selected_option: {
      renew_status: boolean
      is_expired: boolean
      renew_membership_amount: number
      id: Guid
      name: string
    }
  } | null
  product_balance?: Record<string, unknown>[] | null
}

export type GuestMembershipReinstateData = {
  user_membership_id: Guid
  group_user_membership_id: Guid
  payments: {
    payment_type: number
    duration: number
    duration_type: number
    default_payment_info: string
  }
  pending_waive_collections: number
  next_collection_date: NaiveDateTime
  grace_period_date: NaiveDateTime
  grace_period_days: number
  recurrence_status: UserMembershipStatus
  has_digital_form: boolean
  status: UserMembershipStatus
  is_refunded: boolean
  invoice: {
    allow_other_centers_for_action_on_invoices: boolean
    item_id: Guid | null
    receipt_no: string
    status: SaleInvoiceStatus
    id: Guid
    no: string
  }
  membership: {
    code: string
    OTP_required: boolean
    'T&C': string
    redemption_post_expiry_settings: {
      can_select_specific_post_expiry_setting: boolean
      redeem_post_expiry: boolean
    }
    type: number
    id: Guid
    name: string
  }
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  expiry_date: NaiveDateTime
  member_code: string
  members: {
    id: Guid
    name: string
  }[]
  credit_balance: {
    total: number
    service: number
    product: number
    other: number
    comments: string | null
  }
  center: {
    id: Guid
    name: string
  }
  service_balance: {
    service: {
      sale_as_part_of_package_or_membership_only: boolean | null
      book_with_partial_balance: number
      id: Guid
      name: string
      duration: number
      has_segments: boolean
    }
    total: number
    balance: number
    used: number
    transfered: number
    expired: number
    frequncy: string
    last_usage_date: NaiveDateTime | null
    is_category: boolean
    exists_in_current_center: boolean
    discount_details: {
      discount_type: number
      peak_discount: number
      offpeak_discount: number
      post_credit_peak_discount: number
      post_credit_offpeak_discount: number
    }
    price: number | null
  }[]
  auto_renewal: {
    selected_option: {
      renew_status: boolean
      is_expired: boolean
      renew_membership_amount: number
      id: Guid
      name: string
    }
  } | null
}

export type GuestMembershipFreezeData = {
  user_membership_id: Guid
  group_user_membership_id: Guid
  status: UserMembershipStatus
  recurrence_status: UserMembershipStatus
  expiry_date: NaiveDateTime
  member_code: string
  center: {
    id: Guid
    name: string
  }
  next_collection_date: NaiveDateTime | null
  freeze: {
    start_date: NaiveDateTime
    end_date: NaiveDateTime | null
    type: number
    fee: number
    fee_type: number
    comments: string | null
    froze_by: string
  }
}

export type GuestMembershipUnfreezeData = {
  user_membership_id: Guid
  group_user_membership_id: Guid
  status: UserMembershipStatus
  recurrence_status: UserMembershipStatus
  expiry_date: NaiveDateTime
  member_code: string
  center: {
    id: Guid
    name: string
  }
  next_collection_date: NaiveDateTime | null
}

export type GuestMembershipCancelledData = {
  user_membership_id: Guid
  group_user_membership_id: Guid
  status: UserMembershipStatus
  recurrence_status: UserMembershipStatus
  expiry_date: NaiveDateTime
  member_code: string
  center: {
    id: Guid
    name: string
  }
  grace_period_date: NaiveDateTime | null
  grace_period_days: number
  cancel: {
    cancel_initiated_date: NaiveDateTime
    cancel_date: NaiveDateTime
    termination_date: NaiveDateTime
    reason: string | null
    cancelled_by: string
  }
}

export type GuestPassRedemptionData = {
  id: Guid
  date: NaiveDateTime
  guestpass_id: Guid
  guest_id: Guid
  session_id: number
  invoice_id: Guid
  user_membership_id: Guid
  membership: {
    id: Guid
    name: string
  }
  is_category: boolean
  total: number
  balance: number
  used: number
  transferred: number
  expired: number
  frequency: string
}

export type ProgressAppointment = {
  id: Guid
  invoice_item_id: Guid
  service_name: string
  service_id: Guid
  start_time: NaiveDateTime
  end_time: NaiveDateTime
  serviceduration_in_miutes: number
  has_add_ons: boolean
  is_add_on: boolean
  therapist_name: string
  TherapistId: Guid
  is_recurring: boolean
  appointment_type: number
  therapist_request_type: TherapistRequestType
  room_name: string
  equipment_name: string
  room_id: string
  equipment_id: string
  appointment_progress: AppointmentProgress
}

export type AppointmentProgressData = {
  invoice_id: Guid
  invoice_number: string
  appointment_group_id: Guid
  center_id: Guid
  appointments: ProgressAppointment[]
}

export type FeedbackV1Data = {
  organization_id: Guid
  center_id: Guid
  user_id: Guid
  version: unknown
  appointment_group_id: Guid
  rating_value: {
    service: number
    therapist: number
    ambience: number
    cleanliness: number
  }
  comments: string
  source: number
  recommendation: boolean
  share_feedback: boolean
}

export type FeedbackV2Data = {
  organization_id: Guid
  center_id: Guid
  user_id: Guid
  version: unknown
  appointment_group_id: Guid
  rating_value: number
  guest_feedback_tags: {
    id: number
    name: string
  }[]
  comments: string
  source: number
}

export type EmployeeEventData = {
  id: Guid
  code: string
  center_id: Guid
  is_consultant: boolean | null
  created_by: Guid
  personal_info: {
    first_name: string
    middle_name: string
    last_name: string
    nick_name: string
    notification_name: string
    email: string
    mobile_phone: EmployeePhone
    home_phone: EmployeePhone
    work_phone: EmployeePhone
    gender: Gender
    birth_date: NaiveDateTime
    anniversary_date: NaiveDateTime
  }
  address: {
    address_1: string
    address_2: string
    city: string
    country_id: number
    state_id: number
    zip_code: string
  }
  login_info: {
    username: string
  }
  job_info: {
    job_id: Guid
    job_name: string
    designation_id: Guid | null
    company_name: string
    salary: number
    hourly_rate: number
    overtime_baseline_hours: number
    overtime_type: number
    overtime_multiplier: number
    work_task_ids: string[] | null
    request_therapist_bonus: number
    mandatory_break_period: number
    is_elgible_for_additional_commision_bonus: boolean
    max_work_hours: number
    target_revenue: number
    vacation_days: number
    special_leave_days: number
    start_date: NaiveDateTime
    end_date: NaiveDateTime
    tenure_start_date: NaiveDateTime
    pay_type: number
  }
  preference_info: {
    culture_id: number
    search_tags: string
    receive_marketing_emails: boolean
    receive_marketing_messages: boolean
    receive_transactional_emails: boolean
    receive_transactional_messages: boolean
    receive_daily_reports: boolean
    receive_register_closure_report: boolean
    waive_biometric_checkin: boolean
    access_manager_productivity_app: boolean
    is_mentor: boolean
    access_employee_productivity_app: boolean
    access_code: string
    keyword: string
    allow_analytics_access: number
    allow_api_access: boolean
    text_field_1: string
    text_field_2: string
    additional_date_1: NaiveDateTime
    additional_date_2: NaiveDateTime
    send_confirmation_for_scheduled_appointments: boolean
  }
  payroll_info: {
    include_in_payroll: number
  }
  vanity_image_url: string | null
  roles: {
    security_profile_id: Guid
  }
  catalog_info: {
    show_in_catalog: boolean
    display_name: string
    description: string
  }
}

export type GuestPackageCreatedData = {
  user_package_id: Guid
  status: UserPackageStatus
  user_package_state: UserPackageState
  invoice: {
    status: SaleInvoiceStatus
    receipt_no: string
    id: Guid
    no: string
  }
  package: {
    code: string
    is_OTP_required: boolean
    type: number
    id: Guid
    name: string
  }
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  date: {
    end_date_with_grace: NaiveDateTime
    start: NaiveDateTime
    end: NaiveDateTime
  }
  schedule: {
    completed_schedules: number | null
    next_schedule_date: NaiveDateTime | null
  }
  center: {
    id: Guid
    name: string
  }
  is_refunded: boolean
  sale_invoice: {
    id: Guid | null
    no: string | null
  }
  services: {
    service_type_info: {
      service_category_type: number
      id: Guid
      name: string
      duration: number
      has_segments: boolean
    }
    exists_in_current_center: boolean
    total: number
    used: number
    balance: number
    balance_amount: number
    price: number | null
    package_service_price: number
    sale_as_part_of_package_or_membership_only: boolean | null
    book_with_partial_balance: number
  }[]
  products?: {
    product_type_info: {
      product_category_type: number
      id: Guid
      name: string
    }
    exists_in_current_center: boolean
    total: number
    used: number
    balance: number
    balance_amount: number
    price: number | null
    package_product_price: number
  }[]
  lookup_package_user_id: Guid | null
  start_validity_at_first_redemption: boolean
  never_expires: boolean
  has_first_redemption: boolean
  expiration_days: number
}

export type GuestPackageUpdateData = {
  user_package_id: Guid
  status: UserPackageStatus
  user_package_state: UserPackageState
  invoice: {
    status: SaleInvoiceStatus
    receipt_no: string
    id: Guid
    no: string
  }
  package: {
    code: string
    is_OTP_required: boolean
    type: number
    id: Guid
    name: string
  }
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  date: {
    end_date_with_grace: NaiveDateTime
    start: NaiveDateTime
    end: NaiveDateTime
  }
  schedule: {
    completed_schedules: number | null
    next_schedule_date: NaiveDateTime | null
  }
  center: {
    id: Guid
    name: string
  }
  is_refunded: boolean
  sale_invoice: {
    id: Guid | null
    no: string | null
  }
  lookup_package_user_id: Guid | null
  start_validity_at_first_redemption: boolean
  never_expires: boolean
  has_first_redemption: boolean
  expiration_days: number
}

export type GuestPackageRedemptionData = {
  user_package_id: Guid
  status: UserPackageStatus
  user_package_state: UserPackageState
  invoice: {
    status: SaleInvoiceStatus
    receipt_no: string
    id: Guid
    no: string
  }
  package: {
    code: string
    is_OTP_required: boolean
    type: number
    id: Guid
    name: string
  }
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  date: {
    end_date_with_grace: NaiveDateTime
    start: NaiveDateTime
    end: NaiveDateTime
  }
  schedule: {
    completed_schedules: number | null
    next_schedule_date: NaiveDateTime | null
  }
  center: {
    id: Guid
    name: string
  }
  is_refunded: boolean
  sale_invoice: {
    id: Guid | null
    no: string | null
  }
  lookup_package_user_id: Guid | null
  start_validity_at_first_redemption: boolean
  never_expires: boolean
  has_first_redemption: boolean
  expiration_days: number
  service_redemptions: {
    invoice: {
      status: SaleInvoiceStatus
      id: Guid
      no: string
      item_id: Guid
    }
    service: {
      id: Guid
      name: string
    }
    service_type_info: {
      service_category_type: number
      id: Guid
      name: string
    }
    therapist: {
      id: Guid
      name: string
    }
    usage_date: string
    center: {
      id: Guid
      name: string
    }
  }[]
  product_redemptions: {
    invoice: {
      status: SaleInvoiceStatus
      id: Guid
      no: string
      item_id: Guid
    }
    product: {
      id: Guid
      name: string
    }
    product_type_info: {
      product_category_type: number
      id: Guid
      name: string
    }
    therapist: {
      id: Guid
      name: string
    }
    usage_date: string
    center: {
      id: Guid
      name: string
    }
  }[]
}

export type GuestPackageRedemptionReversalData = {
  user_package_id: Guid
  status: UserPackageStatus
  user_package_state: UserPackageState
  invoice: {
    status: SaleInvoiceStatus
    receipt_no: string
    id: Guid
    no: string
  }
  package: {
    code: string
    is_OTP_required: boolean
    type: number
    id: Guid
    name: string
  }
  purchase: {
    price: {
      currency_id: number
      sales: number
      tax: number
      final: number
    }
    date: NaiveDateTime
  }
  date: {
    end_date_with_grace: NaiveDateTime
    start: NaiveDateTime
    end: NaiveDateTime
  }
  schedule: {
    completed_schedules: number | null
    next_schedule_date: NaiveDateTime | null
  }
  center: {
    id: Guid
    name: string
  }
  is_refunded: boolean
  sale_invoice: {
    id: Guid | null
    no: string | null
  }
  lookup_package_user_id: Guid | null
  start_validity_at_first_redemption: boolean
  never_expires: boolean
  has_first_redemption: boolean
  expiration_days: number
  service_redemptions_reversal: {
    invoice: {
      status: SaleInvoiceStatus
      id: Guid
      no: string
      item_id: Guid
    }
    service: {
      id: Guid
      name: string
    }
    service_type_info: {
      service_category_type: number
      id: Guid
      name: string
    }
    therapist: {
      id: Guid
      name: string
    }
    usage_date: string
    center: {
      id: Guid
      name: string
    }
  }[]
  product_redemptions_reversal: {
    invoice: {
      status: SaleInvoiceStatus
      id: Guid
      no: string
      item_id: Guid
    }
    product: {
      id: Guid
      name: string
    }
    product_type_info: {
      product_category_type: number
      id: Guid
      name: string
    }
    therapist: {
      id: Guid
      name: string
    }
    usage_date: string
    center: {
      id: Guid
      name: string
    }
  }[]
}

/** What each event carries in `data`. */
export interface EventData {
  'AppointmentGroup.Status': AppointmentGroupStatusData
  'AppointmentGroup.Created': AppointmentGroupCreatedData
  'AppointmentGroup.Updated': AppointmentGroupUpdatedData
  'AppointmentGroup.Delete': AppointmentGroupDeleteData
  'Invoice.Closed': InvoiceClosedData
  'Invoice.Payments.Added': InvoicePaymentsData
  'Invoice.Payments.Deleted': InvoicePaymentsData
  'Guest.Created': GuestEventData
  'Guest.Updated': GuestEventData
  'Guest.Deleted': GuestEventData
  'Guest.Merged': GuestMergedData
  'Guest.OptedIn': CommunicationPreferenceData
  'Guest.OptedOut': CommunicationPreferenceData
  'Class.Schedule.Created': ClassScheduleData
  'Class.Schedule.Updated': ClassScheduleData
  'Class.Schedule.Cancelled': ClassScheduleData
  'Class.Schedule.Deleted': ClassScheduleData
  'Class.Booking.Created': ClassBookingData
  'Class.Booking.Deleted': ClassBookingData
  'Class.Booking.Cancelled': ClassBookingData
  'Class.Booking.NoShow': ClassBookingData
  'Class.Booking.Approved': ClassBookingDecisionData
  'Class.Booking.Rejected': ClassBookingDecisionData
  'Guest.Membership.Created': GuestMembershipCreatedData
  'Guest.Membership.Freeze': GuestMembershipFreezeData
  'Guest.Membership.Unfreeze': GuestMembershipUnfreezeData
  'Guest.Membership.Cancelled': GuestMembershipCancelledData
  'Guest.Membership.Reinstate': GuestMembershipReinstateData
  'Guestpass.redeemed': GuestPassRedemptionData
  'Appointment.Started': AppointmentProgressData
  'Appointment.Completed': AppointmentProgressData
  'Appointment.Feedback.Created': FeedbackV1Data | FeedbackV2Data
  'Employee.Created': EmployeeEventData
  'Employee.Updated': EmployeeEventData
  'Employee.Deleted': EmployeeEventData
  'Guest.Package.Created': GuestPackageCreatedData
  'Guest.Package.Redemption': GuestPackageRedemptionData
  'Guest.Package.RedemptionReversal': GuestPackageRedemptionReversalData
  'Guest.Package.StatusUpdate': GuestPackageUpdateData
  'Guest.Package.ValidityUpdate': GuestPackageUpdateData
}
