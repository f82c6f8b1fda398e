// Generated from the contract by `npm run contract:import`; never edit by hand.

export type Error = {
  code: number
  message: string
}

export type NullableError = (Error | null)

export type PascalError = {
  StatusCode?: number | null
  Message?: string | null
  InternalMessage?: (string | null)
}

export type NullablePascalError = (PascalError | null)

export type PageInfo = {
  total: number
  page: number
  size: number
}

export type NullablePageInfo = (PageInfo | null)

export type IdName = {
  id?: (string | null)
  name?: (string | null)
}

export type TokenPasswordRequest = {
  account_name: string
  user_name: string
  password: string
  grant_type: string
  app_id: string
  app_secret: string
  device_id?: string | null
}

export type TokenRefreshRequest = {
  grant_type: string
  refresh_token: string
  account_name?: string | null
  app_id?: string | null
  app_secret?: string | null
  device_id?: string | null
}

export type TokenResponse = {
  credentials: ({
    access_token?: string | null
    access_token_expiry?: string | null
    refresh_token?: string | null
    refresh_token_expiry?: string | null
    token_type?: string | null
    token_id?: string | null
    app_id?: string | null
    user_type?: string | null
  } | null)
  login_policy_evaluation?: ({
    allowlogin?: boolean | null
    policyaction?: number | null
    policyactiondata?: (string | Record<string, unknown> | null)
    userid?: (string | null)
    passwordexpiryreminder?: boolean | null
  } | null)
  error?: NullableError | null
}

export type CenterBrief = {
  id?: string | null
  name?: string | null
  code?: string | null
  phone?: (string | null)
  time_zone_id?: number | null
  currency_id?: number | null
  email?: (string | null)
}

export type Center = {
  id: string
  code: string
  name: string
  display_name?: string | null
  description?: (string | null)
  online_booking_start_date?: (string | null)
  enable_parallel_services_at_center?: boolean | null
  zone?: ({
    id?: string | null
    name?: string | null
  } | null)
  country?: Country | null
  state?: State | null
  location?: {
    lattitude?: number | null
    latitude?: number | null
    longitude?: number | null
    time_zone?: {
      id?: number | null
      name?: string | null
      standard_name?: string | null
      symbol?: string | null
    }
  }
  currency?: {
    id?: number | null
    name?: string | null
    code?: string | null
    symbol?: string | null
    currency_symbol?: string | null
  }
  address_info?: {
    address_1?: (string | null)
    address_2?: (string | null)
    city?: (string | null)
    zip_code?: (string | null)
  }
  settings?: (Record<string, unknown> | null)
  contact_info?: {
    phone_1?: NullableCenterPhone | null
    phone_2?: NullableCenterPhone | null
    email?: (string | null)
  }
  working_hours?: (WorkingHours[] | null)
  additional_info?: (CenterAdditionalInfo | null)
  catalog_settings?: (CenterCatalogSettings | null)
  culture_code_at_center?: (string | null)
  is_fbe_enabled?: boolean | null
  is_hc_call_center?: boolean | null
  distance_to_provided_location?: (number | null)
  distance_type?: (string | null)
}

export type CenterPhone = {
  country_id?: number | null
  number?: string | null
  display_number?: string | null
}

export type NullableCenterPhone = (CenterPhone | null)

export type WorkingHours = {
  day_of_week?: string | null
  start_time?: string | null
  end_time?: string | null
  offline_start_time?: string | null
  offline_end_time?: string | null
  off_peak_start_time?: string | null
  off_peak_end_time?: string | null
  is_closed?: boolean | null
}

export type CenterAdditionalInfo = {
  service_tax_no?: (string | null)
  tin?: (string | null)
  vat?: (string | null)
  cst?: (string | null)
  can_book?: boolean | null
  collect_feedback?: (boolean | string | null)
  services_available?: boolean | null
  available_services?: (unknown[] | null)
  unavailable_services?: (unknown[] | null)
  is_add_ons_available?: boolean | null
  feedback_link?: (string | null)
  feedback_label?: (string | null)
  is_global_tokenization_supported?: boolean | null
  is_auto_pay_enabled_at_center?: boolean | null
  cancellation_fee_duration?: number | null
  is_center_amenities_enabled?: boolean | null
  center_amenities?: (string | null)
}

export type CenterCatalogSettings = {
  is_service_sale_enabled?: boolean | null
  is_giftcard_sale_enabled?: boolean | null
  is_membership_sale_enabled?: boolean | null
  is_seriespackage_sale_enabled?: boolean | null
  gift_card_sale_center_id?: (string | null)
  online_bookings_start_date?: (string | null)
  is_reserve_with_google_enabled?: boolean | null
}

export type Country = {
  id?: number | null
  code?: (string | null)
  name?: string | null
  short_name?: (string | null)
  phone_code?: (number | null)
  nationality?: (string | null)
}

export type State = {
  id?: number | null
  code?: (string | null)
  name?: string | null
  short_name?: (string | null)
}

export type LocationGroup = {
  location_group_id?: string | null
  location_group_name?: string | null
  zone_id?: (string | null)
  location_group_code?: (string | null)
  location_group_desc?: (string | null)
  centers?: ({
    center_id?: string | null
    center_name?: string | null
  }[] | null)
  center_ids?: (string[] | null)
}

export type Category = {
  id?: string | null
  code?: (string | null)
  name?: string | null
  parent_category_id?: (string | null)
  description?: (string | null)
  html_description?: (string | null)
  show_in_catalog?: boolean | null
  display_order?: (number | null)
}

export type Room = {
  id?: string | null
  code?: (string | null)
  name?: string | null
  room_category_id?: (string | null)
  description?: (string | null)
  capacity?: number | null
  can_exceed_capacity?: boolean | null
  only_one_appointment?: boolean | null
}

export type CenterEmployee = {
  id?: string | null
  code?: string | null
  personal_info?: {
    first_name?: string | null
    last_name?: string | null
    name?: string | null
    gender?: number | null
  }
  job_info?: IdName | null
}

export type CenterTherapist = {
  id?: string | null
  code?: string | null
  personal_info?: {
    first_name?: string | null
    last_name?: string | null
    name?: string | null
    nick_name?: string | null
    gender?: string | null
    preferred_pronoun?: (Record<string, unknown> | string | number | null)
    therapist_image_paths?: (Record<string, unknown> | null)
  }
  job_info?: IdName | null
  job_details?: ({
    job_designation?: IdName | null
  } | null)
}

export type BlockOutTimeType = {
  id?: number | null
  name?: string | null
  duration?: number | null
}

export type BlockOutTime = {
  block_out_time_id?: string | null
  employee?: ({
    id?: string | null
    first_name?: string | null
    last_name?: string | null
    display_name?: (string | null)
  } | null)
  room?: (IdName | null)
  block_out_time_type?: BlockOutTimeType | null
  start_time?: string | null
  end_time?: string | null
  start_time_in_center?: string | null
  end_time_in_center?: string | null
  notes?: (string | null)
  recurring_block_out_time?: RecurringBlockOutTime | null
}

export type RecurringBlockOutTime = ({
  id?: (string | null)
  time_period?: (string | null)
  interval?: number | null
  rec_start_date?: string | null
  rec_end_date?: (string | null)
  week_days?: number | null
  occurences?: (number | null)
} | null)

export type AttendanceEntry = {
  employee_id?: string | null
  date?: string | null
  expected_check_in_time?: (string | null)
  expected_check_out_time?: (string | null)
  actual_check_in_time?: (string | null)
  actual_check_out_time?: (string | null)
}

export type EmployeeSchedule = {
  employee_id?: string | null
  employee_name?: string | null
  schedules?: {
    date?: string | null
    shifts?: {
      schedule_id?: string | null
      start_time?: string | null
      end_time?: string | null
      status?: number | null
      room_id?: (string | null)
    }[]
  }[]
}

export type ServicePriceInfo = {
  currency_id?: number | null
  sale_price?: number | null
  tax_id?: string | null
  ssg?: (number | null)
  include_tax?: boolean | null
  demand_group_id?: string | null
  tax?: (number | null)
  price_without_tax?: number | null
  final_price?: number | null
}

export type Service = {
  id?: string | null
  code?: string | null
  name?: string | null
  description?: (string | null)
  duration?: number | null
  recovery_time?: number | null
  is_couple_service?: boolean | null
  price_info?: ServicePriceInfo | null
  additional_info?: ({
    html_description?: (string | null)
    category?: IdName | null
    sub_category?: IdName | null
    bussiness_unit?: IdName | null
  } | null)
  catalog_info?: ({
    show_in_catalog?: boolean | null
    can_book?: boolean | null
    show_price?: boolean | null
    display_name?: (string | null)
    display_price?: (string | null)
    display_order?: (string | null)
    video_url?: (string | null)
  } | null)
  variants_info?: ({
    is_variant?: boolean | null
    has_variant?: boolean | null
  } | null)
  add_ons_info?: ({
    is_add_on?: boolean | null
    has_add_ons?: boolean | null
    add_ons_list?: (string[] | null)
  } | null)
  image_paths?: (string | Record<string, unknown> | null)
  parallel_groups?: (string[] | null)
  parallel_service_groups?: (Record<string, unknown> | unknown[] | null)
  tags?: (string[] | null)
  prerequisites_info?: (Record<string, unknown> | null)
  finishing_services_info?: (Record<string, unknown> | null)
  campaign_info?: (ServiceCampaignInfo | null)
}

export type ServiceCampaignInfo = {
  campaign_name?: (string | null)
  campaign_id?: (string | null)
  discount_type?: number | null
  discount_percentage?: (number | null)
  discount?: (number | null)
  discounted_price?: (number | null)
  currency_id?: (number | null)
  sales_price?: (number | null)
  tax_id?: (string | null)
  tax?: (number | null)
  price_without_tax?: (number | null)
  final_price?: (number | null)
}

export type ServiceTherapistMeta = {
  any_min?: number | null
  any_max?: number | null
  male_min?: number | null
  male_max?: number | null
  female_min?: number | null
  female_max?: number | null
  has_male_therapists?: boolean | null
  has_female_therapists?: boolean | null
}

export type ServiceTherapist = {
  id?: string | null
  display_name?: string | null
  gender?: (number | string | null)
  service_time?: (number | null)
  scaling_factor?: (number | null)
  scaled_price?: (number | null)
  price?: ({
    currency_id?: number | null
    sale_price?: number | null
    tax?: (number | null)
    price_without_tax?: number | null
    final_price?: number | null
  } | null)
  vanity_image_url?: (string | null)
}

export type Commission = {
  eligible?: boolean | null
  factor?: number | null
  type?: number | null
  value?: number | null
}

export type Package = {
  id?: string | null
  code?: string | null
  name?: string | null
  description?: (string | null)
  type?: number | null
  active?: boolean | null
  category_id?: (string | null)
  Business_unit_id?: (string | null)
  business_unit_id?: (string | null)
  version_id?: string | null
  html_description?: (string | null)
  time?: number | null
  booking_start_date?: (string | null)
  booking_end_date?: (string | null)
  sac?: (string | null)
  commission?: Commission | null
  preferences?: {
    allow_cancellation_fee?: boolean | null
    allow_cancellation_comission?: boolean | null
    allow_no_show_fee?: boolean | null
    allow_no_show_comission?: boolean | null
    allow_membership_redemption?: boolean | null
    allow_giftcard_redemption?: boolean | null
    enforce_otp?: boolean | null
  }
  catalog_info?: {
    show_in_catalog?: boolean | null
    can_book?: boolean | null
    show_price?: boolean | null
    display_name?: string | null
    display_price?: string | null
    video_url?: string | null
  }
  centers?: {
    center_id?: string | null
    currency_id?: number | null
    sale_price?: number | null
    tax_id?: (string | null)
    auto_renewal?: boolean | null
  }[]
  tags?: (string[] | null)
  benefits?: {
    services?: (PackageBenefitItem[] | null)
    products?: (PackageBenefitItem[] | null)
    bundled_products?: (PackageBenefitItem[] | null)
  }
}

export type PackageBenefitItem = {
  id?: string | null
  item_type?: number | null
  quantity?: number | null
  order?: number | null
  recognize_revenue?: boolean | null
}

export type Product = {
  id?: string | null
  code?: string | null
  name?: string | null
  description?: (string | null)
  html_description?: (string | null)
  category_id?: (string | null)
  sub_category_id?: (string | null)
  bussiness_unit_id?: (string | null)
  quantity?: {
    value?: number | null
    unit?: string | null
  }
  commission?: Commission | null
  preferences?: ({
    consumable?: boolean | null
    retail?: boolean | null
  } | null)
  barcodes?: ({
    value?: string | null
    is_primary?: boolean | null
  }[] | null)
  tags?: (string[] | null)
  catalog_info?: ({
    show_in_catalog?: boolean | null
    show_price?: boolean | null
    display_name?: string | null
    display_price?: string | null
    video_url?: string | null
  } | null)
  centers?: ({
    center_id?: string | null
    center_code?: string | null
    sale_info?: {
      currency_id?: number | null
      include_tax?: boolean | null
      tax_id?: (string | null)
      sale_price?: number | null
    }
    inventory_info?: {
      desired_quantity?: number | null
      alert_quantity?: number | null
      transfer_price?: number | null
      transfer_tax_id?: (string | null)
      order?: number | null
    }
  }[] | null)
}

export type ProductCenterAssociation = {
  zone_name?: string | null
  zone_id?: string | null
  product_code?: string | null
  product_id?: string | null
  id?: (string | null)
  center_code?: string | null
  center_id?: string | null
  is_tax_included?: boolean | null
  tax_group_code?: string | null
  tax_group_id?: string | null
  sale_price?: number | null
  consumable_order_quantity?: number | null
  consumable_desired_quantity?: number | null
  consumable_alert_quantity?: number | null
  retail_order_quantity?: number | null
  retail_desired_quantity?: number | null
  retail_alert_quantity?: number | null
  transfer_price?: number | null
  transfer_tax_group_code?: string | null
  transfer_tax_group_id?: string | null
  is_active?: boolean | null
  record_number?: number | null
}

export type DataIoRecordDetails = {
  total_records?: number | null
  success_records?: number | null
  failed_records?: number | null
  records?: {
    record_number?: number | null
    is_success?: boolean | null
    error_message?: (string | null)
  }[]
}

export type Membership = {
  id?: string | null
  version_id?: string | null
  name?: string | null
  price?: {
    currency_id?: number | null
    sales?: number | null
    tax?: number | null
    final?: number | null
  }
  can_book?: boolean | null
  show_price?: boolean | null
  display_name?: (string | null)
  display_price?: (string | null)
  image_paths?: (Record<string, unknown> | null)
  is_recurring_membership?: boolean | null
  membership_type?: number | null
  first_collection_after?: number | null
  description?: (string | null)
  html_description?: (string | null)
  terms_and_conditions?: (string | null)
  terms_and_conditions_acceptance?: (string | null)
  enforce_mandatory_fields?: boolean | null
  payment_frequency?: string | null
}

export type MembershipBenefits = {
  services?: MembershipBenefitItem[] | null
  classes?: MembershipBenefitItem[] | null
  workshops?: MembershipBenefitItem[] | null
  products?: (MembershipBenefitItem[] | null)
  discounts?: {
    classes?: MembershipBenefitItem[] | null
    services?: MembershipBenefitItem[] | null
  }
}

export type MembershipBenefitItem = {
  membership_id?: string | null
  category?: IdName | null
  parent?: IdName | null
  grand_parent?: IdName | null
  level?: number | null
  assigned_count?: number | null
  is_category?: boolean | null
  quantity?: number | null
  allowed_quantity_in_frequency?: number | null
  frequency_mode?: (number | null)
  frequency?: (number | null)
  expiration_days?: number | null
  peak_discount?: (number | null)
  off_peak_discount?: (number | null)
  post_credit_consumption_peak_discount?: (number | null)
  post_credit_consumption_off_peak_discount?: (number | null)
}

export type Member = {
  id?: string | null
  status?: string | null
  guest?: {
    id?: string | null
    code?: (string | null)
    name?: string | null
  }
  membership?: {
    id?: string | null
    code?: (string | null)
    name?: string | null
    type?: string | null
    version_id?: string | null
  }
  start_date?: (string | null)
  end_date?: (string | null)
  sold_date?: (string | null)
  recurrence_status?: (string | null)
  renewal_details?: ({
    id?: (string | null)
    auto_renewal?: boolean | null
  } | null)
  freeze_date?: (string | null)
  cancelled_date?: (string | null)
  closed_date?: (string | null)
  credits_amount?: (number | null)
  services_amount?: (number | null)
  products_amount?: (number | null)
}

export type ReasonObjectType = number

export type Reason = {
  reasonpk?: number | null
  id?: string | null
  code?: (string | null)
  name?: string | null
  description?: (string | null)
  object_type?: ReasonObjectType | null
  action_type?: number | null
  active?: boolean | null
  show_in_online_booking?: boolean | null
}

export type GatewaySettings = ({
  Account?: (string | null)
  user_email?: (string | null)
  AccountName?: (string | null)
  AccountHolderCode?: (string | null)
  MerchantAccount?: (string | null)
  ApplicationFeePercent?: (number | null)
  ApplicationFeePercentInPerson?: (number | null)
  TransactionFee?: (number | null)
  TransactionFeeInPerson?: (number | null)
  ApplicationFeePercentAMEX?: (number | null)
  ApplicationFeePercentAMEXInPerson?: (number | null)
  TransactionFeeAMEX?: (number | null)
  TransactionFeeAMEXInPerson?: (number | null)
  ProcessDisputes?: boolean | null
  StatementDescriptor?: (string | null)
  ProcessorId?: (string | null)
  EnableAVS?: boolean | null
  AVSSource?: number | null
  ProcessorVersionId?: string | null
  AvailableFor?: string[] | null
  CanRefund?: boolean | null
  CanSaveCards?: boolean | null
  CanProcessorSaveCards?: boolean | null
  CanVoid?: boolean | null
  ShareCardsToWeb?: boolean | null
  SupportsPaymentAccountUpdate?: boolean | null
  FormSubmitMethod?: string | null
  Mode?: number | null
  NotSupportedCardTypes?: number[] | null
} | null)

export type BookingWizardSettings = {
  holdtime?: number | null
  overlap?: number | null
  interval?: number | null
}

export type TrainingSettings = {
  fitness_kiosk_enabled?: boolean | null
}

export type PrimaryWorkTask = {
  is_primary_work_task_enabled?: (boolean | null)
  id?: (string | null)
}

export type MobileSettings = {
  BlockAccessOutsideGeofence?: {
    BlockAccessToEntireApplication?: boolean | null
    BlockAccessToGuestData?: boolean | null
  }
  PayPeriodBasedReporting?: boolean | null
  AllowTrackingConsumables?: boolean | null
  disable_employee_checkin_outside_geofence?: boolean | null
  allow_capturing_employee_signature_in_mobile?: boolean | null
}

export type CustomDataLabels = {
  Service_CustomData_label?: (string | null)
  Guest_CustomData_label?: (string | null)
  UnifiedView_label?: (string | null)
  CustomFields_label?: (string | null)
  restrict_form?: number | null
}

export type GeneralSettings = {
  lock_date?: (string | null)
  lock_days?: (number | null)
  account_name?: string | null
  enforce_inactvity_login?: boolean | null
  creditcard_entry_for_appointment?: number | null
  enable_connect?: boolean | null
  include_tip_and_ssg_in_actual_amt?: boolean | null
}

export type PayCycle = {
  id?: number | null
  name?: string | null
  start_day?: number | null
  from_date?: (string | null)
  to_date?: (string | null)
}

export interface CentersOperations {
  createToken: {
    path: {  }
    query: {  }
    body: (TokenPasswordRequest | TokenRefreshRequest)
    reply: TokenResponse
  }
  revokeTokens: {
    path: {  }
    query: {  }
    body: null
    reply: {
      success?: boolean | null
      error?: NullableError | null
    }
  }
  listCenters: {
    path: {  }
    query: { catalog_enabled?: boolean; expand?: string[]; page?: number; size?: number; center_id?: string; latitude?: number; longitude?: number }
    body: {
      center_id?: string | null
      latitude?: number | null
      longitude?: number | null
    }
    reply: {
      centers: Center[]
      requested_centers?: (Center[] | null)
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  getCenter: {
    path: { center_id: string }
    query: {  }
    body: null
    reply: {
      center: CenterBrief
      error?: NullableError | null
    }
  }
  deactivateCenter: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      organization_id?: string | null
      account_name?: string | null
      churn_reason?: string | null
    }
    reply: {
      error?: NullableError | null
    }
  }
  listCenterCategories: {
    path: { center_id: string }
    query: { type?: number; page?: number; size?: number }
    body: null
    reply: {
      categories: Category[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  getCenterCategory: {
    path: { center_id: string; category_id: string }
    query: { type?: number }
    body: null
    reply: (Category & {
      error?: NullableError | null
    })
  }
  listCenterRooms: {
    path: { center_id: string }
    query: { page?: number; size?: number }
    body: null
    reply: {
      rooms: Room[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  getCenterRoom: {
    path: { center_id: string; room_id: string }
    query: {  }
    body: null
    reply: (Room & {
      error?: NullableError | null
    })
  }
  listCenterEmployees: {
    path: { center_id: string }
    query: { date?: string; page?: number; size?: number }
    body: null
    reply: {
      employees: CenterEmployee[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  listCenterTherapists: {
    path: { center_id: string }
    query: { date?: string; expand?: string[]; search_text?: string; catalog_service_assignment_type?: (number | string) }
    body: null
    reply: {
      therapists: CenterTherapist[]
      employees?: (CenterTherapist[] | null)
      account_status?: (string | null)
      account_last_four?: (string | null)
      error?: NullableError | null
    }
  }
  listCenterBlockOutTimes: {
    path: { center_id: string }
    query: { start_date: string; end_date: string; source?: number }
    body: null
    reply: {
      block_out_times: BlockOutTime[]
      error?: NullableError | null
    }
  }
  getCenterAttendance: {
    path: { center_id: string }
    query: { date: string }
    body: null
    reply: {
      attendance: AttendanceEntry[]
      total_records?: number | null
      error?: NullableError | null
    }
  }
  listCenterEmployeeSchedules: {
    path: { center_id: string }
    query: { start_date: string; end_date: string; schedule_status?: number; employee_id?: string; job_id?: string; consider_schedule_time?: boolean }
    body: null
    reply: {
      employee_schedules: EmployeeSchedule[]
      error?: (PascalError | null)
    }
  }
  listFormReviewEmployees: {
    path: { center_id: string }
    query: { employee_id?: string; filter_by?: string; expand?: string }
    body: null
    reply: {
      employees: {
        id?: string | null
        name?: string | null
        is_supervisor?: (boolean | null)
      }[]
      error?: NullableError | null
    }
  }
  listCenterServices: {
    path: { center_id: string }
    query: { expand?: string[]; category_id?: string; catalog_enabled?: boolean; only_add_ons?: boolean; campaign_id?: string; campaign_code?: string; page?: number; size?: number }
    body: null
    reply: {
      services: Service[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  getCenterService: {
    path: { center_id: string; service_id: string }
    query: { expand?: string[] }
    body: null
    reply: (Service & {
      error?: NullableError | null
    })
  }
  listServiceTherapists: {
    path: { center_id: string; service_id: string }
    query: { catalog_enabled?: boolean }
    body: null
    reply: {
      meta_data: ServiceTherapistMeta
      therapists: ServiceTherapist[]
      error?: NullableError | null
    }
  }
  listCenterPackages: {
    path: { center_id: string }
    query: { page?: number; size?: number; search_text?: (string | null); is_active?: boolean; PackageType?: (number | null); series_package_type?: (number | null); member_price?: boolean; guest_id?: (string | null); is_giftcard_enabled?: boolean }
    body: null
    reply: {
      packages: Package[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  listCenterProducts: {
    path: { center_id: string }
    query: { page?: number; size?: number; expand?: string[]; show_in_catalog?: boolean; search_text?: string }
    body: null
    reply: {
      products: Product[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  associateProductsWithCenters: {
    path: {  }
    query: {  }
    body: {
      product_center_associations: ProductCenterAssociation[]
    }
    reply: {
      run_id?: string | null
      record_details?: DataIoRecordDetails | null
      error?: NullableError | null
    }
  }
  listCenterMemberships: {
    path: { center_id: string }
    query: { show_in_catalog?: boolean; expand?: (string | null); page?: number; size?: number }
    body: null
    reply: {
      memberships: Membership[]
      total_no_of_memberships: number
      benefits?: (MembershipBenefits | null)
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  listCenterMembers: {
    path: { center_id: string }
    query: { status?: (number | string); created_date?: string; last_updated_date?: string; page?: number; size?: number }
    body: null
    reply: {
      members: Member[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  listReasons: {
    path: {  }
    query: { page?: number; size?: number; sort_ascending?: boolean; search_text?: string; total_rows?: number; auto_suggest?: boolean; object_type?: ReasonObjectType; action_type?: number; active?: boolean; show_in_online_booking?: boolean }
    body: null
    reply: {
      reasons: Reason[]
      total?: number | null
      Error?: NullablePascalError | null
    }
  }
  listCountries: {
    path: {  }
    query: { add_defaults_for_dropdown?: boolean }
    body: null
    reply: {
      countries: Country[]
      error?: NullableError | null
    }
  }
  listCountryStates: {
    path: { country_id: string }
    query: { add_defaults_for_dropdown?: boolean }
    body: null
    reply: {
      states: State[]
      error?: NullableError | null
    }
  }
  getPaymentProcessorSettings: {
    path: {  }
    query: { CenterId: string; Source: (number | string) }
    body: null
    reply: {
      GatewaySettings?: GatewaySettings | null
      Error?: NullablePascalError | null
    }
  }
  getOrganizationSettings: {
    path: { section: string }
    query: { center_id?: string }
    body: null
    reply: {
      booking_wizard?: BookingWizardSettings | null
      training?: TrainingSettings | null
      primary_work_task?: PrimaryWorkTask | null
      zenoti_mobile?: MobileSettings | null
      custom_data_labels?: CustomDataLabels | null
      general?: GeneralSettings | null
      error?: NullableError | null
    }
  }
  listBlockOutTimeTypes: {
    path: {  }
    query: { page?: number; size?: number; source?: number }
    body: null
    reply: {
      block_out_time_types: BlockOutTimeType[]
      page_info?: NullablePageInfo | null
      error?: NullableError | null
    }
  }
  getPayPeriodSettings: {
    path: {  }
    query: {  }
    body: {
      center_ids: string[]
      start_date: string
      end_date: string
    }
    reply: {
      pay_period_settings: {
        center_id?: string | null
        pay_cycles?: PayCycle[] | null
      }[]
      error?: NullableError | null
    }
  }
  listLocationGroups: {
    path: { organization_id: string }
    query: { includeCenters?: boolean; includeNoLocationGroupCenters?: boolean }
    body: null
    reply: {
      location_groups?: LocationGroup[] | null
      num_records?: number | null
      error?: NullableError | null
    }
  }
}
