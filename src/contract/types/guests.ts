// Generated from the contract by `npm run contract:import`; never edit by hand.

export type ApiError = {
  code?: (number | string | null)
  message?: string | null
}

export type ApiErrorPascal = {
  StatusCode?: number | null
  Message?: string | null
  InternalMessage?: (string | null)
}

export type ErrorEnvelope = {
  error?: ApiError | null
  code?: (number | null)
  message?: (string | null)
}

export type ErrorEnvelopePascal = {
  Error?: ApiErrorPascal | null
}

export type PageInfo = {
  total: number
  page: number
  size: number
}

export type IdName = {
  id?: (string | null)
  name?: (string | null)
}

export type ErrorOnlyResult = {
  error: (ApiError | null)
}

export type SuccessResult = {
  success: boolean
  error?: (ApiError | null)
}

export type Phone = {
  country_code?: number | null
  number?: string | null
  phone_code?: (number | null)
  display_number?: (string | null)
}

export type InvoiceSource = number

export type UserMembershipStatus = number

export type UserPackageStatus = number

export type SaleInvoiceStatus = number

export type GuestPersonalInfo = {
  user_name: string
  first_name: string
  last_name: string
  middle_name: string
  email: string
  mobile_phone: (Phone | null)
  work_phone: (Phone | null)
  home_phone: (Phone | null)
  gender: number
  gender_name?: (string | null)
  date_of_birth: (string | null)
  dob_incomplete_year?: (string | null)
  is_minor: boolean
  nationality_id: number
  anniversary_date: (string | null)
  lock_guest_custom_data: boolean
  pan: string
  preferred_name?: (string | null)
  preferred_pronoun_id?: (number | null)
  preferred_pronoun?: (string | null)
  member_since?: (string | null)
  emergency_contact_first_name?: (string | null)
  emergency_contact_last_name?: (string | null)
  emergency_contact_phone_number?: (Phone | null)
}

export type GuestAddressInfo = {
  address_1: string
  address_2: string
  city: string
  country_id: number
  state_id: number
  state_other: string
  zip_code: string
  country_name?: (string | null)
  state_name?: (string | null)
}

export type GuestPreferences = {
  receive_transactional_email: boolean
  receive_transactional_sms: boolean
  receive_marketing_email: boolean
  receive_marketing_sms: boolean
  recieve_lp_stmt: boolean
  preferred_therapist?: (IdName | null)
  opt_in_for_loyalty_program?: (boolean | null)
  lp_enrollment_status?: (boolean | null)
  transactional_sms_optin?: (number | null)
  transactional_email_optin?: (number | null)
  marketing_sms_optin?: (number | null)
  marketing_email_optin?: (number | null)
  transactional_whatsapp_optin?: (number | null)
  receive_transactional_whatsapp?: (boolean | null)
}

export type GuestReferral = {
  referral_source?: (IdName | null)
  referred_by?: (IdName | null)
}

export type GuestLoginInfo = {
  user_name?: (string | null)
  password?: (string | null)
}

export type MilestoneLevelDetails = {
  name?: (string | null)
  level?: (number | null)
  check_ins?: (number | null)
  achieved_date?: (string | null)
}

export type GuestMilestones = {
  total_check_ins?: number | null
  current_level?: (MilestoneLevelDetails | null)
  next_level?: (MilestoneLevelDetails | null)
}

export type Guest = {
  id: string
  code: (string | null)
  center_id: string
  center_name?: (string | null)
  offline_id?: (string | null)
  created_date?: (string | null)
  user_type?: (number | null)
  user_type_id?: (string | null)
  guest_type?: (string | null)
  preferred_service_id?: (string | null)
  is_online_booking_blocked?: (boolean | null)
  is_class_booking_blocked?: (boolean | null)
  is_blocked_for_no_show?: (boolean | null)
  can_edit_personal_info?: (boolean | null)
  is_virtual_guest?: (boolean | null)
  is_guest_custom_form_filled?: (boolean | null)
  wellness_id?: (string | null)
  personal_info: GuestPersonalInfo
  address_info: (GuestAddressInfo | null)
  preferences: (GuestPreferences | null)
  tags: (string[] | null)
  referral: (GuestReferral | null)
  primary_employee: (IdName | null)
  login_info?: (GuestLoginInfo | null)
  guest_passes?: (Record<string, unknown>[] | null)
  milestones?: (Record<string, unknown> | null)
  guest_milestone_details?: (GuestMilestones | null)
  last_updated_from?: (number | null)
  deposit_applicability?: (Record<string, unknown> | null)
  additional_details?: (Record<string, unknown> | null)
  error?: (ApiError | null)
}

export type PhoneWrite = {
  country_code?: number | null
  number?: string | null
}

export type GuestWrite = {
  center_id: string
  code?: (string | null)
  user_type?: number | null
  personal_info: {
    user_name?: (string | null)
    first_name: string
    last_name: string
    middle_name?: (string | null)
    email?: (string | null)
    mobile_phone?: (PhoneWrite | null)
    work_phone?: (PhoneWrite | null)
    home_phone?: (PhoneWrite | null)
    gender?: number | null
    date_of_birth?: (string | null)
    dob_incomplete_year?: (string | null)
    is_minor?: boolean | null
    nationality_id?: number | null
    anniversary_date?: (string | null)
    lock_guest_custom_data?: boolean | null
    pan?: (string | null)
    preferred_name?: (string | null)
  }
  address_info?: ({
    address_1?: (string | null)
    address_2?: (string | null)
    city?: (string | null)
    country_id?: (number | null)
    state_id?: (number | null)
    state_other?: (string | null)
    zip_code?: (string | null)
  } | null)
  preferences?: ({
    receive_transactional_email?: boolean | null
    receive_transactional_sms?: boolean | null
    receive_marketing_email?: boolean | null
    receive_marketing_sms?: boolean | null
    recieve_lp_stmt?: boolean | null
    preferred_therapist?: ({
      id?: string | null
    } | null)
    preferred_therapist_id?: (string | null)
    opt_in_for_loyalty_program?: (boolean | null)
    receive_transactional_whatsapp?: (boolean | null)
  } | null)
  login_info?: ({
    password?: (string | null)
  } | null)
  tags?: (string[] | null)
  referral?: ({
    referral_source?: ({
      id?: string | null
      name?: (string | null)
    } | null)
    referred_by?: ({
      id?: string | null
      name?: (string | null)
    } | null)
    referral_source_id?: (string | null)
    referred_by_id?: (string | null)
  } | null)
  primary_employee?: ({
    id?: string | null
    name?: (string | null)
  } | null)
  primary_employee_id?: (string | null)
  referral_code?: (string | null)
  offline_id?: (string | null)
}

export type Price = {
  currency_id: number
  sales: number
  tax: number
  final: number
}

export type GuestAppointmentService = {
  appointment_id: string
  invoice_item_id: string
  cart_item_id: (string | null)
  appointment_segment_id?: (string | null)
  service: {
    id: string
    name: string
    display_name: (string | null)
    price: Price
    duration: number
    category_id: (string | null)
    is_addon: boolean
    has_addons: (boolean | null)
    addons: (Record<string, unknown>[] | null)
    is_variant: (boolean | null)
    has_variant: (boolean | null)
    parent_service_id: (string | null)
  }
  requested_therapist_gender: number
  requested_therapist_id: (string | null)
  therapist?: ({
    id?: string | null
    display_name?: (string | null)
    nick_name?: (string | null)
    first_name?: (string | null)
    last_name?: (string | null)
  } | null)
  therapist_specific_type?: (number | null)
  start_time: string
  end_time: string
  room: (IdName | null)
  equipment: (IdName | null)
  appointment_status: number
  quantity: number
  service_custom_data_indicator: (string | null)
  service_custom_Data: unknown
  actual_start_time: (string | null)
  completed_time: (string | null)
  progress: number
  parent_appointment_id: (string | null)
  item_actions: string
  is_membership_applied: boolean
  is_addon: boolean
  addon_appointment_id: (string | null)
  has_service_form: boolean
  has_segments: boolean
  segments: (Record<string, unknown>[] | null)
}

export type GuestAppointmentGroup = {
  appointment_group_id: string
  no_of_guests: number
  invoice_id: string
  invoice_status: number
  invoice?: ({
    id?: string | null
    no?: (string | null)
    status?: (number | null)
    receipt_no?: (string | null)
  } | null)
  is_rebooking: boolean
  notes: (string | null)
  center_id: string
  appointment_services: GuestAppointmentService[]
  appointment_packages: {
    id?: (string | null)
    name?: (string | null)
    invoice_item_id?: (string | null)
    appointment_services?: GuestAppointmentService[] | null
  }[]
  price: Price
  group_invoice_id: (string | null)
  is_feedback_submitted: boolean
}

export type SaleInvoiceRef = {
  id: string
  source: InvoiceSource
  status: string
  invoice_number: string
  receipt_number: string
  invoice_item_id: string
}

export type GuestPackageService = {
  service_type_info: {
    service_category_type?: number | null
    id?: string | null
    name: string
    duration?: (number | null)
    has_segments?: (boolean | null)
  }
  exists_in_current_center?: (boolean | null)
  total: number
  used: number
  balance: number
  balance_amount?: (number | null)
  price?: (number | null)
  package_service_price?: (number | null)
  sale_as_part_of_package_or_membership_only?: (boolean | null)
  book_with_partial_balance?: (number | null)
}

export type GuestPackageProduct = {
  product_info?: ({
    id?: string | null
    name?: string | null
  } | null)
  product_type_info?: ({
    product_category_type?: (number | null)
    id?: string | null
    name?: string | null
  } | null)
  exists_in_current_center?: (boolean | null)
  total: number
  used: number
  balance: number
  balance_amount?: (number | null)
  price?: (number | null)
  package_product_price?: (number | null)
}

export type GuestPackage = {
  user_package_id: string
  user_package_state: number
  redeemable: (boolean | null)
  status: UserPackageStatus
  invoice: {
    status: SaleInvoiceStatus
    receipt_no: string
    id: string
    no: string
  }
  package: {
    type: number
    id: string
    name: string
    code?: (string | null)
  }
  date: {
    end_date_with_grace: (string | null)
    start: (string | null)
    end: (string | null)
    purchase_date?: (string | null)
  }
  products: GuestPackageProduct[]
  services: GuestPackageService[]
  redemption_setting_details: ({
    total_payment?: (number | null)
    is_frozen?: (boolean | null)
    restrict_redemption_in_this_center?: (boolean | null)
  } | null)
  lookup_package_user_id: (string | null)
  start_validity_at_first_redemption: boolean
  never_expires: boolean
  has_first_redemption: boolean
  expiration_days: number
  purchase_price: number
  center?: (IdName | null)
}

export type SegmentGuest = {
  id: string
  name: string
  first_name: string
  last_name: string
  user_code: (string | null)
  base_center: string
  gender: string
  type: string
  spent: number
  email: (string | null)
  mobile_phone: (string | null)
  home_phone: (string | null)
  address1: (string | null)
  address2: (string | null)
  city: (string | null)
  zipcode: (string | null)
  state: (string | null)
  country: (string | null)
  nationality: (string | null)
  dob: (string | null)
  anniversary_date: (string | null)
  visits: number
  first_visit: (string | null)
  last_visit: (string | null)
  referral_source: (string | null)
  receive_marketing_email: boolean
  receive_marketing_sms: boolean
  receive_marketing_whatsapp: boolean
  relationship_manager: (string | null)
  relationship_manager_id: (string | null)
  target_segment_center: (string | null)
  creation_date: (string | null)
}

export type GuestRelationship = {
  id: string
  name: string
  relationship: {
    id: string
    name: string
  }
  allow_sharing_accounts: boolean
  guest_relationship_id?: (string | null)
}

export type MergedGuest = {
  id: string
  code: (string | null)
  name: string
  center: IdName
}

export type BillingInfo = {
  first_name?: string | null
  last_name?: string | null
  email?: string | null
  country_code?: string | null
  address?: string | null
  state?: string | null
  zipcode?: string | null
  city?: string | null
  phone?: string | null
}

export type GuestCard = {
  account_id: string
  card_logo: string
  last_four: string
  expiry_on: string
  account_type?: (string | null)
  identifier?: (string | null)
  created_date?: (string | null)
  created_date_iso?: (string | null)
}

export type CardOnFile = {
  Id?: string | null
  CardBrand?: number | null
  CardType?: number | null
  LastFour?: string | null
  ExpirationMonth?: number | null
  ExpirationYear?: number | null
  ExtParams?: (string | null)
  IsSupportedCardType?: boolean | null
  ProcessorId?: (string | null)
  ProcessorName?: (string | null)
}

export type GuestPassUser = {
  id: string
  first_name: string
  last_name: string
}

export type GuestPassUserRow = {
  user: GuestPassUser
  code: (string | null)
  instrument_id: string
  instrument_name?: (string | null)
  instrument_type: string
  user_type: string
  credit_type: string
  status: string
  created_date: string
  guest_pass_type?: (number | null)
  expiration_date?: (string | null)
}

export type AvailableGuestPass = {
  instrument_name: string
  available: number
  total: number
  start_date?: (string | null)
  expiration_date?: (string | null)
  guest_pass_type: number
}

export type ReceivedGuestPass = {
  guest_pass_code: string
  received_date?: (string | null)
  received_from: string
  instrument_type?: string | null
  instrument_name?: string | null
  guest_pass_type?: number | null
  expiration_date?: (string | null)
  status?: (string | null)
}

export type UsedGuestPass = {
  guest_pass_code?: string | null
  used_date?: (string | null)
  used_by?: (string | null)
  instrument_type?: (string | null)
  instrument_name?: (string | null)
  guest_pass_type?: (number | null)
}

export type GuestTier = {
  name: string
  enrollment_date?: (string | null)
  amount_to_be_spent_to_stop_downgrade?: number | null
  next_downgrade_check_date?: (string | null)
}

export type GuestPointsDetail = {
  invoice_no?: (string | null)
  receipt_no?: (string | null)
  earned_on?: (string | null)
  program?: (string | null)
  points_earned?: number | null
  points_redeemed?: number | null
  balance?: number | null
  redemption_start_date?: (string | null)
  expiry_date?: (string | null)
  invoice_id?: (string | null)
  program_id?: (string | null)
  manual_guest_points_id?: (string | null)
  associated_guest_points_id?: (string | null)
}

export type GuestPoints = {
  balance_points: number
  balance_amount: number
  exchange_rate: number
  tier_details: (GuestTier | null)
  expiry_days_for_manual_points?: number | null
  guest_points_details: (GuestPointsDetail[] | null)
  next_tier_min_spent?: (number | null)
  spent_till_now?: (number | null)
  next_tier_name?: (string | null)
  start_date?: (string | null)
  increment_value?: (number | null)
  display_balance_points?: (string | null)
  first_enrollment_date?: (string | null)
}

export type GuestNote = {
  id: string
  is_private: boolean
  alert: boolean
  note_type: number
  notes: string
  center: NoteRef
  added_by: NoteRef
  created_date: string
  is_post_to_pms?: (boolean | null)
  post_to_pms_response_message?: (string | null)
  entity_pk?: (number | null)
  entity_name?: (string | null)
  privacy_type?: (string | null)
}

export type NoteRef = {
  id: string
  name: string
}

export type GuestNoteWrite = {
  id?: (string | null)
  notes?: string | null
  note_type?: number | null
  is_private?: boolean | null
  alert?: boolean | null
  center?: ({
    id?: string | null
    name?: (string | null)
  } | null)
  center_name?: (string | null)
  added_by?: ({
    id?: string | null
    name?: (string | null)
  } | null)
  created_date?: (string | null)
  is_post_to_pms?: (boolean | null)
  post_to_pms_response_message?: (string | null)
  entity_pk?: (number | null)
  entity_name?: (string | null)
  privacy_type?: (string | null)
}

export type MembershipCreditBalance = {
  total?: number | null
  service?: number | null
  product?: number | null
  other?: number | null
  comments?: (string | null)
}

export type MembershipBenefitBalance = {
  service?: ({
    id?: string | null
    name?: string | null
    item_type?: (number | null)
    duration?: (number | null)
    has_segments?: (boolean | null)
  } | null)
  product?: ({
    id?: string | null
    name?: string | null
  } | null)
  total?: number | null
  used?: number | null
  balance?: number | null
  redeemable_balance?: (number | null)
  transfered?: (number | null)
  expired?: (number | null)
  frequency?: (string | null)
  expiry_date?: (string | null)
  accrued_on?: (string | null)
  last_usage_date?: (string | null)
  is_category?: (boolean | null)
  exists_in_current_center?: (boolean | null)
  price?: (number | null)
}

export type GuestMembership = {
  user_membership_id: string
  status: UserMembershipStatus
  recurrence_status: UserMembershipStatus
  is_refunded: boolean
  redeemable?: (boolean | null)
  membership: {
    id: string
    code?: string | null
    name: string
    description?: (string | null)
    type: number
    version_id?: (string | null)
    freeze_fee_reason_enabled?: boolean | null
    is_dicount_only_membership?: (boolean | null)
    price?: ({
      sales?: number | null
    } | null)
  }
  invoice: ({
    id?: string | null
    item_id?: (string | null)
    no?: (string | null)
    receipt_no?: (string | null)
    status?: SaleInvoiceStatus | null
  } | null)
  invoice_center_id?: (string | null)
  member_code?: (string | null)
  member_since?: (string | null)
  expiry_date: (string | null)
  next_collection_date?: (string | null)
  credit_balance: MembershipCreditBalance
  credit_amount?: MembershipCreditBalance | null
  services: MembershipBenefitBalance[]
  products: MembershipBenefitBalance[]
  freeze?: ({
    start_date?: (string | null)
    end_date?: (string | null)
    type?: (number | null)
    fee?: (number | null)
  } | null)
  freeze_date?: (string | null)
  cancelled_date?: (string | null)
  guestpass_type?: (number | null)
  guestpass_total?: number | null
  guestpass_balance?: number | null
  is_addon_member?: boolean | null
  html_benefits?: (string | null)
  historical_invoices?: Record<string, unknown>[] | null
  guest?: ({
    id?: string | null
    first_name?: (string | null)
    last_name?: (string | null)
    personal_info?: ({
      first_name?: string | null
      last_name?: string | null
    } | null)
  } | null)
  center?: (IdName | null)
}

export type MembershipReason = {
  id?: number | null
  name?: string | null
  code?: (string | null)
  freeze_fee?: (number | null)
}

export type MembershipChange = {
  guest_id: string
  id: string
  status: string
  recurrence_status: string
  membership_code: string
  membership_id: string
  changed_on?: (string | null)
}

export type GuestFormVersion = {
  version_date: string
  version_id: string
  created_by: (string | null)
  form_name: string
  form_id: string
  form_url: (string | null)
  form_type: number
}

export type GuestFormInfo = {
  form_id: string
  name: string
  is_expired: boolean
  form_filled_status: number
  last_filled_date: (string | null)
  last_filled_by: (string | null)
  form_type: number
  viewonly: (boolean | null)
  is_html_changed: boolean
  form_url: (string | null)
  form_history?: (GuestFormVersion[] | null)
}

export interface GuestsOperations {
  createOnlineGuest: {
    path: {  }
    query: {  }
    body: {
      email: string
      center_id: string
      first_name: string
      last_name: string
    }
    reply: {
      online_guest_id: (string | null)
      guest_id: (string | null)
      error: (ApiError | null)
    }
  }
  listGuestsOfCenter: {
    path: {  }
    query: { center_id: string; last_updated?: string; expand?: string[]; page?: number; size?: number }
    body: null
    reply: {
      guests: Guest[]
      page_Info: PageInfo
      page_info?: PageInfo | null
      error?: (ApiError | null)
    }
  }
  createGuest: {
    path: {  }
    query: { expand?: string[] }
    body: GuestWrite
    reply: Guest
  }
  getGuest: {
    path: { guest_id: string }
    query: { expand?: string[]; center_id?: string }
    body: null
    reply: Guest
  }
  updateGuest: {
    path: { guest_id: string }
    query: { expand?: string[] }
    body: GuestWrite
    reply: Guest
  }
  searchGuests: {
    path: {  }
    query: { center_id?: string; first_name?: string; last_name?: string; zip_code?: string; phone?: string; tags?: string; user_name?: string; user_code?: string; email?: string; search_across_zone?: boolean; search_across_center?: boolean; expand?: string[]; page?: number; size?: number }
    body: null
    reply: {
      guests: Guest[]
      page_Info: PageInfo
      page_info?: PageInfo | null
      error?: (ApiError | null)
    }
  }
  listGuestAppointments: {
    path: { guest_id: string }
    query: { start_date?: string; end_date?: string; include_no_show_cancel?: boolean; page?: number; size?: number }
    body: null
    reply: {
      appointments: GuestAppointmentGroup[]
      page_info: PageInfo
      error?: (ApiError | null)
    }
  }
  listGuestProducts: {
    path: { guest_id: string }
    query: { page?: number; size?: number }
    body: null
    reply: {
      products: {
        id: string
        name: string
        quantity: number
        sale_by: string
        sale_date: string
        price: number
        discount: number
        taxes: number
        price_paid: number
        promotion: (string | null)
        payment_type: string
        invoice: SaleInvoiceRef
        center: IdName
      }[]
      page_info: PageInfo
      error?: (ApiError | null)
    }
  }
  listGuestCoupons: {
    path: { guest_id: string }
    query: { page?: number; size?: number }
    body: null
    reply: {
      coupons: {
        id: string
        number: string
        invoice_id: (string | null)
        invoice_number: (string | null)
        reciept_number: (string | null)
        description: (string | null)
        issue_date: (string | null)
        issued_center: (string | null)
        expiry_date: (string | null)
        redemption: string
        redeemed_center: (string | null)
        redeemable_by_all: string
        status: (string | null)
      }[]
      page_info: PageInfo
      error?: (ApiError | null)
    }
  }
  listGuestGiftCards: {
    path: { guest_id: string }
    query: { page?: number; size?: number }
    body: null
    reply: {
      gift_cards: {
        id: string
        code: string
        type: number
        sale_date: string
        expiry_date: (string | null)
        price: number
        value: number
        balance: number
        tips: number
        notes: (string | null)
        source: InvoiceSource
        is_closed: boolean
        is_one_time_use: boolean
        is_received: boolean
        occasion: (string | null)
        gifted_by: (string | null)
        benefits: (Record<string, unknown>[] | null)
        invoice: SaleInvoiceRef
        center: IdName
      }[]
      page_info: PageInfo
      error?: (ApiError | null)
    }
  }
  listGuestPrepaidCards: {
    path: { guest_id: string }
    query: {  }
    body: null
    reply: {
      guest_prepaid_cards: {
        id: string
        prepaid_card_number: string
        invoice: {
          id?: string | null
          status?: string | null
          invoice_number?: string | null
        }
        center: IdName
        purchase_details: {
          purchase_date?: string | null
          price?: number | null
        }
        expiration_date: (string | null)
        value: (number | null)
        balance: number
        is_closed: boolean
        is_one_time_use: boolean
        has_open_invoices: boolean
        sale_invoice: (string | null)
        notes: (string | null)
      }[]
      error: ({
        statusCode?: number | null
        message?: string | null
        internalmessage?: (string | null)
      } | null)
    }
  }
  listGuestPackages: {
    path: { guest_id: string }
    query: { center_id?: string; show_redeemable?: boolean; page_num?: number; page_size?: number }
    body: null
    reply: GuestPackage[]
  }
  listTargetSegmentGuests: {
    path: { target_segment_id: string }
    query: { center_id?: string; page?: number; size?: number }
    body: null
    reply: {
      guests: SegmentGuest[]
      error: (ApiError | null)
      page_info?: (PageInfo | null)
    }
  }
  listGuestRelationships: {
    path: { guest_id: string }
    query: {  }
    body: null
    reply: {
      guest_relationships: GuestRelationship[]
      error: (ApiError | null)
    }
  }
  createGuestRelationship: {
    path: { guest_id: string }
    query: {  }
    body: {
      guest_id: string
      relationship_id: string
      allow_sharing_accounts?: boolean | null
    }
    reply: {
      guest_relationship?: (GuestRelationship | null)
      error: (ApiError | null)
    }
  }
  deleteGuestRelationship: {
    path: { guest_id: string; guest_relationship_id: string }
    query: {  }
    body: null
    reply: SuccessResult
  }
  mergeGuests: {
    path: { target_guest_id: string }
    query: {  }
    body: {
      guest_ids: string[]
    }
    reply: SuccessResult
  }
  listGuestMergeHistory: {
    path: {  }
    query: { start_date: string; end_date: string; center_id?: string; page?: number; size?: number }
    body: null
    reply: {
      merge_history: {
        merged_date: string
        from_guest: MergedGuest
        to_guest: MergedGuest
      }[]
      page_info: PageInfo
      error: (ApiError | null)
    }
  }
  activateGuestEmail: {
    path: { guest_id: string }
    query: {  }
    body: null
    reply: ErrorOnlyResult
  }
  listGuestCards: {
    path: { guest_id: string }
    query: { center_id: string }
    body: null
    reply: {
      accounts: GuestCard[]
      has_expired_cards: boolean
      error: (ApiError | null)
    }
  }
  addGuestCard: {
    path: { guest_id: string }
    query: {  }
    body: {
      center_id: string
      redirect_uri?: (string | null)
      billing_info?: (BillingInfo | null)
      source?: number | null
      share_cards_to_web?: (boolean | null)
      protocol?: (string | null)
    }
    reply: {
      success: boolean
      error: (ApiError | null)
      hosted_payment_uri?: (string | null)
      token_id?: (string | null)
    }
  }
  deleteGuestCard: {
    path: { guest_id: string; account_id: string }
    query: { center_id: string }
    body: null
    reply: {
      success: boolean
      error: ({
        StatusCode?: number | null
        Message?: string | null
        InternalMessage?: (string | null)
      } | null)
    }
  }
  updateGuestCardBillingAddress: {
    path: { guest_id: string; account_id: string }
    query: {  }
    body: {
      center_id: string
      processor_id: string
      billing_address: {
        name?: string | null
        address?: string | null
        address2?: (string | null)
        city?: string | null
        zipcode?: string | null
        country?: string | null
        state?: string | null
      }
    }
    reply: SuccessResult
  }
  listGuestCardsOnFile: {
    path: { guest_id: string }
    query: { CenterId: string; TransactionFrom?: number }
    body: null
    reply: {
      Error: (ApiErrorPascal | null)
      CreditCardsOnFile: CardOnFile[]
      HasExpiredCards: boolean
    }
  }
  listGuestPasses: {
    path: { guest_id: string }
    query: { instrument_id?: string; instrument_type?: number; list_type?: number; credit_type?: number; expand?: string[] }
    body: null
    reply: {
      guestpass: GuestPassUserRow[]
      available?: (AvailableGuestPass[] | null)
      received?: (ReceivedGuestPass[] | null)
      used?: (UsedGuestPass[] | null)
      error: (ApiError | null)
    }
  }
  addGuestPassUser: {
    path: { guest_id: string }
    query: {  }
    body: {
      instrument_id: string
      instrument_type: string
      credit_type: string
      receiver_id?: (string | null)
      first_name?: (string | null)
      last_name?: (string | null)
      email?: (string | null)
      mobile_number?: (string | null)
    }
    reply: {
      guestpass?: (GuestPassUserRow | null)
      error: (ApiError | null)
    }
  }
  redeemGuestPass: {
    path: { guest_id: string; guestpass_id: string }
    query: {  }
    body: {
      invoice_id: string
    }
    reply: SuccessResult
  }
  getGuestPoints: {
    path: { guest_id: string }
    query: { page_num?: number; num_records?: number; sort_ascending?: boolean; view_grooming_points?: boolean; expand?: string[] }
    body: null
    reply: {
      guest_points: (GuestPoints | null)
      error: (ApiError | null)
      page_info?: (PageInfo | null)
    }
  }
  getGuestPointsByType: {
    path: { guest_id: string; type: string }
    query: { invoice_id?: string; program_id?: string; manual_guest_points_id?: string; associated_guest_points_id?: string }
    body: null
    reply: {
      earned: ({
        action?: string | null
        points?: string | null
        tier?: (string | null)
      }[] | null)
      redeemed: ({
        invoice_no?: string | null
        receipt_no?: string | null
        points?: string | null
      }[] | null)
      error?: (ApiError | null)
    }
  }
  registerGuestForLoyaltyTier: {
    path: { guest_id: string }
    query: {  }
    body: {
      assign_highest_tier?: (boolean | null)
      center_id?: (string | null)
    }
    reply: {
      guest_tier: (GuestTier | null)
      error: (ApiError | null)
    }
  }
  checkAvedaBirthdayGift: {
    path: { guest_id: string }
    query: {  }
    body: null
    reply: {
      offer_code: (string | null)
      error: (ApiError | null)
    }
  }
  claimAvedaBirthdayGift: {
    path: { guest_id: string }
    query: {  }
    body: {
      offer_code: string
    }
    reply: ErrorOnlyResult
  }
  listGuestNotes: {
    path: { guest_id: string }
    query: { view_private?: boolean; view_only_profile_alerts?: boolean; noteType?: number; page?: number; size?: number }
    body: null
    reply: {
      notes: GuestNote[]
      page_info?: PageInfo | null
      error?: (ApiError | null)
    }
  }
  createGuestNote: {
    path: { guest_id: string }
    query: {  }
    body: GuestNoteWrite
    reply: GuestNote
  }
  getGuestNote: {
    path: { guest_id: string; note_id: string }
    query: {  }
    body: null
    reply: GuestNote
  }
  updateGuestNote: {
    path: { guest_id: string; note_id: string }
    query: {  }
    body: GuestNoteWrite
    reply: GuestNote
  }
  deleteGuestNote: {
    path: { guest_id: string; note_id: string }
    query: {  }
    body: null
    reply: string
  }
  getGuestForm: {
    path: { guest_id: string }
    query: { version_no: number; center_id?: string }
    body: null
    reply: {
      data: (string | null)
      guest_data: (string | null)
      is_form_submitted: boolean
      form_id?: (string | null)
      version_no?: (number | null)
      error?: (ApiError | null)
    }
  }
  updateGuestForm: {
    path: { guest_id: string }
    query: {  }
    body: {
      data: string
      guest_data?: (string | null)
      is_form_submitted?: boolean | null
      form_id: string
      is_required_filled?: boolean | null
      is_reviewed?: boolean | null
      tag_id?: (string | null)
      image_json?: (string | null)
      source?: (string | null)
      is_new_form?: (boolean | null)
    }
    reply: SuccessResult
  }
  createGuestForm: {
    path: { guest_id: string }
    query: { center_id?: string }
    body: {
      data: string
      guest_data?: (string | null)
      is_form_submitted?: boolean | null
      form_id: string
      is_required_filled?: boolean | null
      is_reviewed?: boolean | null
      tag_id?: (string | null)
      Source?: (string | null)
    }
    reply: SuccessResult
  }
  listGuestForms: {
    path: { guest_id: string }
    query: { expand?: string[] }
    body: null
    reply: {
      forms: GuestFormInfo[]
      error: (ApiError | null)
    }
  }
  listGuestMemberships: {
    path: { guest_id: string }
    query: { center_id?: string; is_active?: number; show_redeemable?: boolean; expand?: string[] }
    body: null
    reply: {
      guest_memberships: GuestMembership[]
      freeze_reasons?: (MembershipReason[] | null)
      cancel_reasons?: (MembershipReason[] | null)
      error?: (ApiError | null)
    }
  }
  freezeGuestMembership: {
    path: { guest_id: string; user_membership_id: string }
    query: {  }
    body: {
      start_date?: (string | null)
      end_date?: (string | null)
      fee?: number | null
      type?: number | null
      changed_unfreeze_date?: (string | null)
      freeze_reason_center_id?: (number | null)
      freeze_fee_type?: number | null
      comments?: (string | null)
    }
    reply: ErrorOnlyResult
  }
  unfreezeGuestMembership: {
    path: { guest_id: string; user_membership_id: string }
    query: {  }
    body: null
    reply: ErrorOnlyResult
  }
  cancelGuestMembership: {
    path: { guest_id: string; user_membership_id: string }
    query: {  }
    body: {
      cancellation_date?: (string | null)
      termination_date?: (string | null)
      cancel_reason_id?: (number | null)
      comments?: (string | null)
      grace_period?: (string | null)
    }
    reply: ErrorOnlyResult
  }
  changeGuestMembershipRenewal: {
    path: { guest_id: string; user_membership_id: string }
    query: {  }
    body: {
      renewal_membership_id?: (string | null)
      is_list_price?: (boolean | null)
      discount_price?: (number | null)
    }
    reply: ErrorOnlyResult
  }
  getGuestMembershipPendingDues: {
    path: { guest_id: string; user_membership_id: string }
    query: {  }
    body: null
    reply: {
      pending_dues: ({
        total_amount: number
      } | null)
      error?: (ApiError | null)
    }
  }
  listGuestMembershipChanges: {
    path: {  }
    query: { center_id?: string; guest_id?: string; start_date: string; end_date: string; page?: number; size?: number }
    body: null
    reply: {
      memberships: MembershipChange[]
      page_info: PageInfo
      error?: (ApiError | null)
    }
  }
  resetGuestPassword: {
    path: {  }
    query: { reset: boolean }
    body: {
      user_name?: (string | null)
      email?: (string | null)
      phone?: (string | null)
      first_name?: (string | null)
      center_id?: (string | null)
      application_id?: (string | null)
    }
    reply: {
      success: boolean
      user_id?: (string | null)
      user_count?: number | null
      matched_with?: number | null
      verification_code?: (string | null)
      verification_id?: (string | null)
      error?: (ApiError | null)
    }
  }
  updateGuestPassword: {
    path: { guest_id: string }
    query: {  }
    body: ({
      new_password: string
      verification_code: string
      verification_id: string
    } | {
      new_password: string
      old_password: string
    })
    reply: SuccessResult
  }
}
