// Generated from the contract by `npm run contract:import`; never edit by hand.

export type ErrorA = {
  code?: (number | string) | null
  message?: string | null
}

export type ErrorANullable = (ErrorA | null)

export type ErrorB = {
  StatusCode?: number | null
  Message?: string | null
  InternalMessage?: (string | null)
}

export type ErrorBNullable = (ErrorB | null)

export type PageInfo = {
  total?: number | null
  page?: number | null
  size?: number | null
}

export type ActionResult = {
  success?: boolean | null
  error?: ErrorANullable | null
}

export type RegistrationStatus = number

export type SessionStatus = number

export type PaymentType = number

export type ImagePaths = (Record<string, unknown> | null)

export type RegistrationRoster = {
  registrations: RosterRegistration[]
  page_details: PageInfo
  status_count?: (StatusCount | null)
  occupancy?: number | null
  session?: (SessionSimple | null)
  error?: ErrorANullable | null
}

export type RosterRegistration = {
  id?: number | null
  delete_status?: (string | null)
  guest?: RosterGuest | null
  session_id?: number | null
  indicators?: (string | null)
  log_data?: (string | null)
  payment_type?: (string | null)
  payment_source?: (string | null)
  booked_from?: (string | null)
  registration_source?: (string | null)
  is_free?: number | null
  is_from_waitlist?: boolean | null
  status?: RegistrationStatus | null
  is_any_session_noshow?: boolean | null
  invoice_id?: (string | null)
  appointment_group_id?: (string | null)
  appointment_ids?: string[] | null
  registration_dt?: string | null
  notes?: (string | null)
  current_waitlist_position?: (number | null)
  custom_form_status?: (number | null)
  guest_form_status?: (number | null)
  guest_pass_id?: (string | null)
  virtual_guest_registrations?: (VirtualGuestReservation[] | null)
}

export type RosterGuest = {
  id?: string | null
  code?: (string | null)
  first_name?: string | null
  last_name?: (string | null)
  gender?: number | null
  email?: (string | null)
  mobile?: ({
    country_code?: (number | null)
    number?: (string | null)
    display_number?: (string | null)
  } | null)
  indicator?: (string | null)
}

export type StatusCount = {
  registered?: number | null
  cancelled?: number | null
  no_show?: number | null
  signed_in?: number | null
  waitlisted?: number | null
  substituted?: number | null
  class_cancelled?: number | null
  closed?: number | null
  enrolled?: number | null
  rejected?: number | null
}

export type ClassRegistrationRequest = {
  session_id: number
  guest_id: string
  center_id: string
  waitlist?: boolean | null
  booking_source?: (number | null)
  add_to_all?: number | null
  training_virtual_guests?: (TrainingVirtualGuest[] | null)
  group_invoice_id?: (string | null)
  is_recurring?: boolean | null
  recurrence_id?: (number | null)
  guest_pass_id?: (string | null)
  notes?: (string | null)
  membership_name?: (string | null)
  center_name?: (string | null)
}

export type TrainingVirtualGuest = {
  guest_id?: (string | null)
  registration_id?: (number | null)
  first_name?: string | null
  last_name?: string | null
  email?: (string | null)
  mobile_phone?: ({
    country_code?: number | null
    number?: number | null
  } | null)
  gender?: number | null
}

export type ClassRegistrationResult = {
  id?: number | null
  invoice_id?: (string | null)
  app_group_id?: (string | null)
  status?: RegistrationStatus | null
  custom_form_status?: number | null
  guest_form_status?: number | null
  membership_balance?: (MembershipBalanceA | null)
  guest_registrations?: ({
    id?: number | null
    guest_id?: string | null
    invoice_id?: (string | null)
    app_group_id?: (string | null)
    custom_form_status?: number | null
    guest_form_status?: number | null
    is_virtual_guest?: boolean | null
  }[] | null)
  group_invoice_id?: (string | null)
}

export type MembershipBalanceA = {
  membership_name?: string | null
  benefit_details?: ({
    benefit_id?: string | null
    benefit_name?: string | null
  } | null)
  quantity?: number | null
  frequency?: (string | null)
  expiry_days?: number | null
  used?: number | null
  notes?: (string | null)
  allow_direct_booking?: boolean | null
  has_equivalents?: boolean | null
  balance?: number | null
  is_category?: boolean | null
  discount_type?: number | null
  peak_discount?: number | null
  off_peak_discount?: number | null
  post_credit_peak_discount?: number | null
  post_credit_off_peak_discount?: number | null
  all_services?: boolean | null
  is_add_on?: boolean | null
}

export type MembershipBalanceB = {
  MembershipName?: string | null
  BenefitName?: (string | null)
  BenefitId?: (string | null)
  Quantity?: number | null
  Frequency?: (string | null)
  ExpirationDays?: number | null
  Used?: number | null
  Notes?: (string | null)
  AllowDirectBooking?: boolean | null
  HasEquivalents?: boolean | null
  Balance?: number | null
  IsCategory?: boolean | null
  DiscountType?: number | null
  PeakDiscount?: number | null
  OffPeakDiscount?: number | null
  PostCreditPeakDiscount?: number | null
  PostCreditOffPeakDiscount?: number | null
  AllServices?: boolean | null
  IsAddOn?: boolean | null
}

export type CancelRegistrationRequest = {
  waive_cancellation_fee?: boolean | null
}

export type WorkshopSignInRequest = {
  session_id?: (number | string) | null
}

export type GuestRegistration = {
  id?: number | null
  guid?: string | null
  session_id?: string | null
  instructor_id?: string | null
  class_id?: number | null
  center_id?: string | null
  invoice_id?: (string | null)
  appointment_group_id?: (string | null)
  payment_source?: (string | null)
  custom_form_fill_status?: number | null
  guest_form_status?: (string | null)
  guest_pass_id?: (string | null)
  current_waitlist_position?: (number | null)
  status?: RegistrationStatus | null
  virtual_guest_registrations?: (VirtualGuestReservation[] | null)
}

export type VirtualGuestReservation = {
  registration_id?: number | null
  guest_id?: (string | null)
  first_name?: string | null
  last_name?: (string | null)
  email?: (string | null)
  status?: RegistrationStatus | null
}

export type SessionSimple = {
  id?: number | null
  guid?: string | null
  name?: string | null
  start_time?: string | null
  end_time?: string | null
  start_time_utc?: string | null
  end_time_utc?: string | null
  session_status?: SessionStatus | null
  instructor_id?: (string | null)
  is_instructor_substituted?: boolean | null
  can_cancel?: boolean | null
  is_virtual_class?: boolean | null
  student_virtual_link?: (string | null)
  class_id?: (number | null)
  capacity?: (number | null)
  price?: (number | null)
}

export type RegistrationClass = {
  id?: number | null
  name?: string | null
  class_type?: number | null
  description?: (string | null)
  category_id?: (number | null)
  image_paths?: ImagePaths | null
}

export type RegistrationCenter = {
  id?: string | null
  name?: string | null
  display_name?: (string | null)
}

export type InstructorRef = {
  id?: string | null
  name?: string | null
  description?: (string | null)
  image_paths?: ImagePaths | null
}

export type GuestPassRef = {
  id?: string | null
  sender_id?: (string | null)
  receiver_id?: (string | null)
  membership_name?: (string | null)
}

export type GuestMilestones = ({
  total_check_ins?: number | null
  milestones_achieved?: {
    name?: string | null
    check_ins?: number | null
  }[]
  next_milestone?: ({
    name?: string | null
    check_ins?: number | null
  } | null)
} | null)

export type ExternalProviderUser = {
  personal_info?: {
    user_name?: string | null
    first_name?: string | null
    last_name?: string | null
    middle_name?: (string | null)
    email?: string | null
    phone_code?: number | null
    number?: string | null
    gender?: number | null
    work_phone?: (string | null)
    home_phone?: (string | null)
    date_of_birth?: (string | null)
    anniversary_date?: (string | null)
    address_1?: (string | null)
    address_2?: (string | null)
    city?: (string | null)
    state_id?: (number | null)
    zip_code?: (number | null)
    country_id?: (number | null)
  }
}

export type AdminGuestSessionRegistration = {
  Id?: number | null
  StartTime?: string | null
  EndTime?: string | null
  StartTimeUTC?: string | null
  EndTimeUTC?: string | null
  SessionName?: string | null
  RegistrationStatus?: RegistrationStatus | null
  SessionStatus?: SessionStatus | null
  InstructorId?: string | null
  Instructor?: string | null
  ImagePaths?: ImagePaths | null
  Center?: string | null
  ClassName?: string | null
  CanCancel?: boolean | null
  CurrentWaitlistPosition?: (number | null)
  ClassType?: number | null
  ClassId?: number | null
  SessionId?: number | null
  CenterId?: string | null
  StudentVirtualLink?: (string | null)
  IsVirtualClass?: boolean | null
  VirtualType?: number | null
  VirtualGuestReservations?: (Record<string, unknown>[] | null)
  InvoiceId?: (string | null)
  Price?: number | null
}

export type ConsumerGuestSessionRegistration = {
  Id?: number | null
  StartTime?: string | null
  EndTime?: string | null
  RegistrationStatus?: RegistrationStatus | null
  SessionStatus?: SessionStatus | null
  InstructorId?: string | null
  Instructor?: string | null
  ImagePaths?: ImagePaths | null
  Center?: string | null
  CancellationFeeWindow?: number | null
  CancellationFee?: number | null
  SessionName?: (string | null)
  CanCancel?: boolean | null
  CurrentWaitlistPosition?: (number | null)
  ClassId?: (number | null)
  SessionId?: (number | null)
  CenterId?: (string | null)
  InvoiceId?: (string | null)
  Price?: (number | null)
}

export type CenterB = {
  Id?: string | null
  Name?: string | null
}

export type SessionRegistrationB = {
  UserId?: string | null
  SessionFK?: number | null
  SessionId?: number | null
  RegistrationPK?: number | null
  RegistrationId?: number | null
  indicators?: (string | null)
  Name?: string | null
  LogData?: (string | null)
  Email?: (string | null)
  Mobile?: (string | null)
  PaymentType?: (string | null)
  PaymentSource?: (string | null)
  BalanceBalance?: number | null
  BookedFrom?: number | null
  IsFree?: boolean | null
  IsFromWaitlist?: boolean | null
  Status?: RegistrationStatus | null
  InvoiceId?: (string | null)
  Notes?: (string | null)
  RegistrationDate?: (string | null)
}

export type CancelRegistrationResponseB = {
  IsRegnCancelled: boolean
  Error?: ErrorBNullable | null
}

export type ClassSession = {
  id?: number | null
  name?: string | null
  guid?: string | null
  class_id?: number | null
  center_id?: string | null
  instructor_id?: (string | null)
  assistant_id?: (string | null)
  room_id?: (string | null)
  recurrence_id?: (number | null)
  start_time?: string | null
  end_time?: string | null
  start_time_utc?: string | null
  end_time_utc?: string | null
  duration?: number | null
  status?: SessionStatus | null
  capacity?: (number | null)
  web_capacity?: (number | null)
  occupancy?: number | null
  available_slots?: number | null
  wait_listed_count?: number | null
  price?: number | null
  is_free_session?: boolean | null
  show_in_catalog?: number | null
  can_book?: boolean | null
  can_book_status?: (number | string | null)
  booking_stage?: number | null
  can_cancel?: boolean | null
  cancel_stage?: number | null
  registration_id?: (number | null)
  registration_status?: (RegistrationStatus | null)
  guest_pass_id?: (string | null)
  is_instructor_substituted?: boolean | null
  is_virtual_class?: boolean | null
  description?: (string | null)
  html_description?: (string | null)
  student_virtual_link?: (string | null)
  class_type?: number | null
  code?: (string | null)
}

export type ClassInfo = {
  id?: number | null
  name?: string | null
  type?: number | null
  display_name?: (string | null)
  description?: (string | null)
  html_description?: (string | null)
  category_id?: (number | null)
  level_id?: (number | null)
  capacity?: (number | null)
  web_capacity?: (number | null)
  catalog_price?: (string | null)
  show_price?: boolean | null
  show_in_catalog?: number | null
  allow_web_booking?: boolean | null
  allow_direct_booking?: boolean | null
  allow_waitlist?: boolean | null
  allow_cancellation_fee?: boolean | null
  allow_noshow_fee?: boolean | null
  enable_enrollment?: boolean | null
  enable_payments?: boolean | null
  waitlist_lock_window?: (number | null)
  class_start_date?: (string | null)
  class_end_date?: (string | null)
  registration_notes?: (string | null)
  sort_order?: number | null
  image_paths?: ImagePaths | null
  tags?: ({
    id?: string | null
    name?: string | null
    description?: (string | null)
  }[] | null)
}

export type ClassCategory = {
  id?: number | null
  name?: string | null
  parent_id?: (number | null)
}

export type RoomRef = {
  id?: string | null
  name?: string | null
}

export type ClassLevel = {
  id?: number | null
  name?: string | null
  code?: (string | null)
  description?: (string | null)
  html_desc?: (string | null)
  sort_order?: number | null
}

export type ClassMembership = {
  id?: string | null
  version_id?: string | null
  type?: number | null
  name?: string | null
  price_details?: {
    currency_id?: number | null
    sales?: number | null
    tax?: number | null
    final?: number | null
  }
  can_book?: boolean | null
  show_price?: boolean | null
  display_name?: (string | null)
  display_price?: (number | null)
  image_paths?: ImagePaths | null
  is_recurrring_membership?: boolean | null
  is_recurring_membership?: boolean | null
  membership_type?: number | null
  first_collection_after?: number | null
  description?: (string | null)
  html_description?: (string | null)
  terms_and_conditions?: (string | null)
  terms_and_conditions_acceptance?: (string | null)
  enforce_mandatory_fields?: boolean | null
  payment_frequency?: (string | null)
}

export type ClassPackage = {
  id?: string | null
  name?: string | null
  description?: (string | null)
  code?: (string | null)
  has_bundled_products?: boolean | null
  duration?: number | null
  bundled_product_priceCheck?: number | null
  bundled_product_price_percentage?: number | null
  package_price_with_out_tax?: number | null
  type?: number | null
  price?: {
    currency_id?: number | null
    sales?: number | null
    tax?: number | null
    final?: number | null
    discount?: number | null
    ssg?: number | null
    tip?: number | null
    rounding_correction?: number | null
  }
  package_cost_inc_bundled_products?: number | null
  services?: (string | null)
  items?: (string | null)
}

export type InitializePaymentRequest = {
  transactionDetails?: {
    PaymentaccountID?: (string | null)
    Source?: number | null
    transactionType?: number | null
    SaveCard?: boolean | null
    Protocol?: string | null
    ShareCardsToWeb?: boolean | null
    host?: string | null
    ProcessorId?: (string | null)
    InvoiceId: string
    CenterId: string
    UserId?: string | null
    FirstRecurringCharge?: boolean | null
  }
  billingInfo?: {
    Address1?: string | null
    City?: string | null
    CountryCode?: string | null
    Email?: string | null
    Name?: string | null
    FirstName?: string | null
    LastName?: string | null
    Phone?: string | null
    State?: string | null
    HouseNumberOrName?: string | null
    ZipCode?: string | null
  }
}

export type InitializePaymentResponse = {
  Success?: boolean | null
  OrderId?: (string | null)
  CreditCardGateway?: (string | null)
  GatewaySettings?: (Record<string, unknown> | null)
  HostedPaymentUri?: (string | null)
  Error?: ErrorBNullable | null
}

export type ClassAttendanceRow = {
  booking_source?: string | null
  center_name?: string | null
  class_category?: string | null
  class_id?: string | null
  class_name?: string | null
  class_subcategory?: string | null
  employee_code?: (string | null)
  name?: string | null
  first_visit?: string | null
  group_id?: (string | null)
  guest_id?: string | null
  guest_name?: string | null
  invoice_id?: (string | null)
  invoice_no?: (string | null)
  member?: number | null
  mobile_phone?: (string | null)
  qty?: number | null
  net_price?: number | null
  class_type?: string | null
  session_enddate?: string | null
  session_price?: number | null
  session_startdate?: string | null
  registration_status?: string | null
  registration_status_date?: (string | null)
  employee_id?: (string | null)
  class_capacity?: number | null
  avg_class_attendance_count?: number | null
  class_utilization?: string | null
  billing_zip?: (string | null)
}

export interface ClassesOperations {
  listClassRegistrations: {
    path: { class_id: string }
    query: { session_id: string; center_id: string; expand?: string[]; page?: number; size?: number; "sorters[0].property"?: string; "sorters[0].ascending"?: boolean }
    body: null
    reply: RegistrationRoster
  }
  createClassRegistration: {
    path: { class_id: string }
    query: { expand?: string[] }
    body: ClassRegistrationRequest
    reply: {
      registrations: ClassRegistrationResult
      error?: ErrorANullable | null
    }
  }
  cancelClassRegistration: {
    path: { class_id: string; registration_id: string }
    query: {  }
    body: CancelRegistrationRequest
    reply: ActionResult
  }
  signInClassRegistration: {
    path: { class_id: string; registration_id: string }
    query: {  }
    body: null
    reply: ActionResult
  }
  undoSignInClassRegistration: {
    path: { class_id: string; registration_id: string }
    query: {  }
    body: null
    reply: ActionResult
  }
  listWorkshopRegistrations: {
    path: { workshop_id: string }
    query: { center_id: string; session_id: string; expand?: string[]; page?: number; size?: number }
    body: null
    reply: RegistrationRoster
  }
  createWorkshopRegistration: {
    path: { workshop_id: string }
    query: {  }
    body: {
      track_id: number
      guest_id: string
      center_id: string
      waitlist?: boolean | null
      session_id?: number | null
      booking_source?: number | null
    }
    reply: {
      registrations: {
        id: number
        status: RegistrationStatus
      }
      error?: ErrorANullable | null
    }
  }
  cancelWorkshopRegistration: {
    path: { workshop_id: string; registration_id: string }
    query: {  }
    body: CancelRegistrationRequest
    reply: ActionResult
  }
  signInWorkshopRegistration: {
    path: { workshop_id: string; registration_id: string }
    query: {  }
    body: WorkshopSignInRequest
    reply: ActionResult
  }
  undoSignInWorkshopRegistration: {
    path: { workshop_id: string; registration_id: string }
    query: {  }
    body: WorkshopSignInRequest
    reply: ActionResult
  }
  listGuestRegistrations: {
    path: { guest_id: string }
    query: { start_date?: string; end_date?: string; class_type?: number; filters?: string; "filters.period"?: number; expand?: string[]; "sorters[0].property"?: string; "sorters[0].ascending"?: boolean; page?: number; size?: number }
    body: null
    reply: {
      registrations: GuestRegistration[]
      sessions?: (SessionSimple[] | null)
      classes?: (RegistrationClass[] | null)
      centers?: (RegistrationCenter[] | null)
      instructors?: (InstructorRef[] | null)
      guest_passes?: (GuestPassRef[] | null)
      guest_milestone_details?: GuestMilestones | null
      page_info: PageInfo
      error?: ErrorANullable | null
    }
  }
  registerExternalProviderGuest: {
    path: {  }
    query: { provider_id: string }
    body: {
      registration_id?: string | null
      account_name?: string | null
      user?: ExternalProviderUser | null
    }
    reply: {
      success?: boolean | null
      guest_id?: (string | null)
      error?: ErrorANullable | null
    }
  }
  adminListGuestSessionRegistrations: {
    path: {  }
    query: { UserId: string; startDate?: string; endDate?: string; CenterId?: string; "sorters[0].Property"?: string; "sorters[0].Ascending"?: boolean; page?: number; size?: number }
    body: null
    reply: {
      Success: boolean
      results: AdminGuestSessionRegistration[]
      Centers?: (CenterB[] | null)
      total: number
      Error?: ErrorBNullable | null
    }
  }
  adminEnrollGuestInSession: {
    path: {  }
    query: { SessionId?: number; GuestId?: string; BookingSrc?: number; Notes?: string }
    body: {
      SessionId?: number | null
      GuestId?: string | null
      BookingSrc?: number | null
      Notes?: string | null
      RegistrationId?: number | null
      Payment?: {
        PaymentType?: PaymentType | null
        PaymentInstrumentId?: string | null
        Name?: string | null
      }
    }
    reply: {
      Success: boolean
      RegistrationId: number
      RegistrationStatusId: RegistrationStatus
      MembershipBalance?: (MembershipBalanceB | null)
      Error?: ErrorBNullable | null
    }
  }
  adminCancelSessionRegistration: {
    path: { registration_id: string }
    query: {  }
    body: null
    reply: CancelRegistrationResponseB
  }
  listSessionRegistrationsOfGuest: {
    path: {  }
    query: { UserId: string; StartDate?: string; EndDate?: string; CenterId?: string; "sorters[0].Property"?: string; "sorters[0].Ascending"?: boolean }
    body: null
    reply: {
      success: boolean
      results: ConsumerGuestSessionRegistration[]
      total: number
      Error?: ErrorBNullable | null
    }
  }
  bookClassSession: {
    path: {  }
    query: { SessionId: number; BookingSource?: string }
    body: null
    reply: {
      Success: boolean
      RegistrationId: number
      RegistrationStatusId: RegistrationStatus
      Error?: ErrorBNullable | null
    }
  }
  listRegistrationsOfSession: {
    path: { session_id: string }
    query: { SessionId?: number; StatusString?: string }
    body: null
    reply: {
      results: SessionRegistrationB[]
      Error?: ErrorBNullable | null
    }
  }
  cancelSessionBooking: {
    path: { session_id: string }
    query: {  }
    body: null
    reply: CancelRegistrationResponseB
  }
  listClassSessions: {
    path: {  }
    query: { center_id: string; start_date?: string; end_date?: string; class_name?: string; session_name?: string; class_id?: number; session_id?: number; registration_id?: number; recurrence_id?: number; guest_id?: string; show_in_catalog?: number; status?: number; "filters[0].property"?: string; "filters[0].value"?: string; page?: number; size?: number }
    body: null
    reply: {
      sessions: ClassSession[]
      classes?: ClassInfo[] | null
      instructors?: InstructorRef[] | null
      categories?: ClassCategory[] | null
      rooms?: RoomRef[] | null
      levels?: ClassLevel[] | null
      opening_time?: (string | null)
      page_details: PageInfo
      error?: ErrorANullable | null
    }
  }
  listMembershipsForClasses: {
    path: {  }
    query: { search_type: number; item_ids: string; page_number?: number; page_size?: number; center_id?: string }
    body: null
    reply: {
      memberships: ClassMembership[]
      page_details: PageInfo
      error?: ErrorANullable | null
    }
  }
  listPackagesForClasses: {
    path: {  }
    query: { search_type: number; item_ids: string; page?: number; size?: number; center_id?: string }
    body: null
    reply: {
      packages: ClassPackage[]
      page_details: PageInfo
      error?: ErrorANullable | null
    }
  }
  initializeClassPaymentNewCard: {
    path: {  }
    query: {  }
    body: InitializePaymentRequest
    reply: InitializePaymentResponse
  }
  initializeClassPaymentSavedCard: {
    path: {  }
    query: {  }
    body: InitializePaymentRequest
    reply: InitializePaymentResponse
  }
  cancelClassBookingPayment: {
    path: { invoice_id: string }
    query: {  }
    body: null
    reply: {
      success: boolean
      error?: ErrorANullable | null
    }
  }
  getClassAttendanceReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: {
      center_ids?: string[] | null
      employee_ids?: string[] | null
      class_type?: string | null
      start_date?: string | null
      end_date?: string | null
      class_ids?: string[] | null
      registration_statuses?: number[] | null
    }
    reply: {
      attendance?: ClassAttendanceRow[] | null
      page_info?: PageInfo | null
      error?: ErrorANullable | null
    }
  }
  getShopifyMultipassUrl: {
    path: {  }
    query: { user_id: string; return_url: string }
    body: null
    reply: {
      multipass_url: (string | null)
      error?: ErrorANullable | null
    }
  }
}
