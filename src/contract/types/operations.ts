// Generated from the contract by `npm run contract:import`; never edit by hand.

export type Guid = string

export type LocalDateTime = string

export type Money = number

export type ErrorBody = {
  code: (number | string)
  message: string
}

export type FlatError = {
  StatusCode: number
  Message: string
  InternalMessage?: (string | null)
}

export type NullableError = (null | ErrorBody)

export type PageInfo = {
  total?: number | null
  page?: number | null
  size?: number | null
}

export type SuccessMessage = {
  success: boolean
  message: string
  error?: NullableError | null
}

export type LeadSourceRef = {
  id?: Guid | null
  code?: string | null
}

export type OpportunityWriteBase = {
  center_id?: Guid | null
  opportunity_title?: string | null
  opportunity_description?: (string | null)
  opportunity_owner_id?: Guid | null
  guest_id?: Guid | null
  priority_type_id?: Guid | null
  type?: string | null
  followup_date?: string | null
  expected_close_date?: string | null
  listed_amount?: Money | null
  offered_amount?: Money | null
  optional_field_1?: (string | null)
  optional_field_2?: (string | null)
  optional_field_3?: (string | null)
  change_guest_center?: boolean | null
  disposition_id?: Guid | null
  custom_fields?: Record<string, unknown> | null
  lead_source?: LeadSourceRef | null
}

export type OpportunityCreate = (OpportunityWriteBase & {
  created_by_id?: Guid | null
  status_id?: Guid | null
  ticket_id?: Guid | null
  custom_data?: Record<string, unknown> | null
})

export type OpportunityUpdate = (OpportunityWriteBase & {
  stage_id?: Guid | null
})

export type OpportunityListItem = {
  opportunity_id?: Guid | null
  opportunity_no?: number | null
  opportunity_title?: string | null
  center_name?: string | null
  sales_owner?: string | null
  status?: string | null
  creation_date?: string | null
  followup_date?: string | null
  price?: (number | null)
  call_status?: (string | null)
  guest?: {
    guest_id?: Guid | null
    guest_name?: string | null
    guest_code?: string | null
    phone_number?: string | null
  }
}

export type Opportunity = {
  opportunity_id?: Guid | null
  opportunity_title?: string | null
  opportunity_description?: (string | null)
  opportunity_user_id?: Guid | null
  opportunity_owner_id?: Guid | null
  opportunity_type?: (string | null)
  opportunity_no?: number | null
  lead_source?: {
    code?: (string | null)
    id?: Guid | null
    name?: (string | null)
  }
  creation_date?: string | null
  expected_close_date?: (string | null)
  followup_date?: (string | null)
  created_by?: string | null
  sales_owner?: string | null
  therapist_id?: (string | null)
  ticket_id?: (string | null)
  custom_fields?: {
    id?: Guid | null
    name?: string | null
    value?: (string | null)
  }[]
  optional?: {
    optional_field_1?: (string | null)
    optional_field_2?: (string | null)
    optional_field_3?: (string | null)
  }
  price?: {
    listed_price?: number | null
    offered_price?: number | null
  }
  stage?: {
    stage_name?: string | null
    stage_id?: Guid | null
  }
  priority?: {
    priority_name?: string | null
    priority_id?: Guid | null
  }
  guest?: {
    guest_id?: Guid | null
    guest_name?: string | null
  }
  center?: {
    center_id?: Guid | null
    center_name?: string | null
  }
}

export type OpportunityMetadata = {
  priorities?: ({
    id?: Guid | null
    name?: string | null
    priority?: number | null
  }[] | null)
  stages?: ({
    id?: Guid | null
    name?: string | null
    priority?: number | null
    code?: string | null
    description?: (string | null)
    active?: boolean | null
  }[] | null)
  lead_sources?: ({
    id?: Guid | null
    name?: string | null
    code?: string | null
    description?: (string | null)
    active?: boolean | null
    optional_field_1?: (string | null)
    optional_field_2?: (string | null)
    optional_field_3?: (string | null)
    optional_field_4?: (string | null)
  }[] | null)
  dispositions?: ({
    id?: Guid | null
    name?: string | null
    description?: (string | null)
    followup_days?: number | null
  }[] | null)
  types?: ({
    id?: Guid | null
    name?: string | null
  }[] | null)
  error?: NullableError | null
}

export type OpportunityNote = {
  id?: Guid | null
  value?: string | null
  updated_by_id?: Guid | null
  creation_date?: string | null
}

export type OldCollectionInvoice = {
  invoice_id?: Guid | null
  invoice_no?: string | null
  reciept_no?: string | null
  created_date?: string | null
  status?: number | null
  total_collection?: number | null
  gross_amount?: number | null
  net_amount?: number | null
  discount?: number | null
  rounding_adjustment?: number | null
  cashback?: number | null
  guest_id?: Guid | null
  transactions?: {
    date?: string | null
    type?: string | null
    detail_type?: (string | null)
    amount?: number | null
    cashback?: number | null
    tips?: number | null
    ssg?: number | null
  }[]
  items?: {
    id?: Guid | null
    name?: string | null
    code?: string | null
    type?: string | null
    quantity?: number | null
    final_sale_price?: number | null
    discount?: number | null
    cashback_redemption?: number | null
    therapist_id?: Guid | null
    taxes?: {
      type?: string | null
      amount?: number | null
      tax_percentage?: number | null
      item_percentage?: number | null
    }[]
    payments?: {
      type?: string | null
      detail_type?: (string | null)
      amount?: number | null
      tax?: number | null
      tip?: number | null
      ssg?: number | null
    }[]
  }[]
  employee_tips?: {
    employee_id?: Guid | null
    tip_amount?: number | null
  }[]
}

export type OldSalesRow = {
  invoice_no?: string | null
  receipt_no?: string | null
  guest?: {
    guest_id?: Guid | null
    guest_name?: string | null
    guest_code?: string | null
  }
  sold_on?: LocalDateTime | null
  serviced_on?: LocalDateTime | null
  center?: {
    center_name?: string | null
    center_code?: string | null
  }
  item?: {
    type?: number | null
    name?: (string | null)
    code?: string | null
  }
  gift_card_code?: (string | null)
  quantity?: number | null
  unit_price?: number | null
  sale_price?: number | null
  discount?: number | null
  final_sale_price?: number | null
  total_tax?: number | null
  tax_break_up?: Record<string, unknown> | null
  tax_code?: string | null
  loyalty_point_redemption?: number | null
  membership_redmption?: number | null
  prepaid_card_redemption?: number | null
  cashback_redemption?: number | null
  package_redemption?: number | null
  cash?: number | null
  card?: number | null
  check?: number | null
  custom?: number | null
  points?: number | null
  membership_paid?: number | null
  prepaid_card?: number | null
  last_payment_date?: LocalDateTime | null
  invoice_item_id?: Guid | null
  rounding_adjustment?: number | null
  tips?: number | null
  employee?: {
    name?: string | null
    code?: string | null
    job_code?: string | null
  }
  tags?: string | null
  promotion?: string | null
  coupon_printed?: string | null
  first_visit?: string | null
  package?: string | null
  package_invoice?: string | null
  due?: number | null
  payment_type?: string | null
  business_unit_name?: string | null
  state_code?: string | null
  SAC?: string | null
  created_date_in_center?: string | null
  item_row_num?: number | null
  row_num?: number | null
  HSN?: string | null
}

export type MultiGuidFilter = {
  ids?: Guid[] | null
  is_all?: boolean | null
  type?: (number | string | null)
}

export type SalesReportFilter = {
  start_date: string
  end_date: string
  center_ids?: Guid[] | null
  centers?: MultiGuidFilter | null
  item_types?: (number | string)[] | null
  payment_types?: (number | string)[] | null
  sale_types?: (number | string)[] | null
  invoice_statuses?: (number | string)[] | null
  sold_by_ids?: Guid[] | null
  vendors?: MultiGuidFilter | null
  brands?: MultiGuidFilter | null
  page?: number | null
  size?: number | null
}

export type SalesRow = {
  sale_date?: (string | null)
  invoice_id?: (string | null)
  invoice_no?: string | null
  receipt_no?: (string | null)
  guest_id?: (string | null)
  guest_name?: string | null
  guest_code?: (string | null)
  center_id?: (string | null)
  center_name?: string | null
  center_code?: (string | null)
  referral_source?: (string | null)
  referred_by?: (string | null)
  item_id?: (string | null)
  item_name?: string | null
  item_code?: (string | null)
  item_type?: string | null
  qty?: (number | null)
  sales_exc_tax?: (number | null)
  sales_inc_tax?: (number | null)
  tax?: (number | null)
  collected?: (number | null)
  redeemed?: (number | null)
  due?: (number | null)
  invoice_date?: (string | null)
  item_category?: (string | null)
  item_category_code?: (string | null)
  business_unit?: (string | null)
  discount_name?: (string | null)
  discount?: (number | null)
  payment_type?: (string | null)
  sale_type?: string | null
  room?: (string | null)
  equipment?: (string | null)
  provider?: (string | null)
  first_visit?: (string | null)
  member?: (string | null)
  closed_by?: (string | null)
  status?: string | null
  invoice_notes?: (string | null)
  sold_by?: (string | null)
  sold_by_code?: (string | null)
  created_by?: (string | null)
  base_invoice_no?: (string | null)
  category_id?: (string | null)
  sold_by_id?: (string | null)
  created_by_id?: (string | null)
  closed_by_id?: (string | null)
  invoice_closed_date?: (string | null)
  invoice_item_id?: (string | null)
  item_sub_category?: (string | null)
  price?: (number | null)
  sales_excluding_redemption?: (number | null)
  taxable_redemption?: (number | null)
}

export type SalesTotal = {
  qty?: number | null
  sales_exc_tax?: number | null
  sales_inc_tax?: number | null
  tax?: number | null
  collected?: number | null
  redeemed?: number | null
  due?: number | null
  discount?: number | null
  sales_excluding_redemption?: number | null
}

export type CollectionRow = {
  payment_date?: string | null
  invoice_no?: string | null
  guest_name?: string | null
  center_name?: string | null
  center_code?: string | null
  tax_collected?: number | null
  payment_type?: string | null
  amount_paid?: number | null
  amount_paid_exc_tax?: number | null
  total_paid?: number | null
  amount_paid_inc_tax_tip_ssg?: number | null
  due?: number | null
  tip?: number | null
  ssg?: number | null
  esf?: number | null
  cash_back?: number | null
  card_type?: string | null
  card_number?: string | null
  card_invoice_no?: string | null
  card_bank_name?: string | null
  card_expiry?: string | null
  check_number?: string | null
  check_bank_name?: string | null
  check_date?: string | null
  custom_name?: string | null
  additional_data?: string | null
  comments?: string | null
  collected_by?: string | null
  collected_by_code?: string | null
  cash_register?: string | null
  invoice_status?: string | null
  invoice_id?: Guid | null
  guest_id?: Guid | null
  center_id?: Guid | null
  invoice_center?: string | null
  liability_center?: string | null
  collection_center?: string | null
  closed_date?: string | null
  invoice_closed_date?: string | null
}

export type NotificationReportFilter = {
  start_date: string
  end_date: string
  center_ids: Guid[]
  notification_template_ids: Guid[]
}

export type EmailNotificationRow = {
  center_name?: string | null
  guest_code?: string | null
  guest_name?: string | null
  message_type_name?: string | null
  status?: string | null
  email?: string | null
  subject?: string | null
  reason?: string | null
  sent_on?: string | null
  sent_to?: string | null
}

export type TextNotificationRow = {
  center_name?: string | null
  guest_code?: string | null
  guest_name?: string | null
  message_type_name?: string | null
  message?: string | null
  status?: string | null
  reason?: string | null
  sent_on?: string | null
  sent_to?: string | null
  guest_mobile?: string | null
  credits_consumed?: number | null
}

export type MembershipTriesFilter = {
  centers?: MultiGuidFilter | null
  date_type?: number | null
  invoice_statuses?: number[] | null
  try_statuses?: number[] | null
  recurring_statuses?: number[] | null
  payment_type?: number[] | null
  days_pending_bucket?: number[] | null
  try_start_date: string
  try_end_date: string
  group_columns?: string[] | null
  guest_id?: Guid | null
  membership_id?: Guid | null
  invoice_status_id?: number | null
  try_status_id?: number | null
  membership_status_id?: number | null
  recurring_status_id?: number | null
  invoice_type?: string | null
  collection_type?: string | null
  try_method?: string | null
  type_of_decline?: number | null
  what_payment_method_used?: string | null
  primary_payment_type?: string | null
  primary_payment_method?: string | null
  backup_payment_type?: string | null
  backup_payment_method?: string | null
}

export type MembershipTryRow = {
  center_name?: string | null
  guest_id?: Guid | null
  guest_name?: string | null
  guest_code?: string | null
  membership_id?: Guid | null
  membership_name?: string | null
  membership_status?: string | null
  recurring_status?: string | null
  invoice_id?: Guid | null
  invoice_no?: string | null
  invoice_type?: string | null
  invoice_status?: string | null
  due_date?: string | null
  try_date?: string | null
  try_number?: number | null
  try_status?: string | null
  try_method?: string | null
  collection_type?: string | null
  type_of_decline?: string | null
  decline_reason?: string | null
  amount?: number | null
  days_pending?: number | null
  what_payment_method_used?: string | null
  primary_payment_type?: string | null
  primary_payment_method?: string | null
  backup_payment_type?: string | null
  backup_payment_method?: string | null
}

export type AppointmentReportRow = {
  actual_booked_time?: (string | number | null)
  actual_service_time?: (string | number | null)
  add_on?: (string | null)
  appointment_actual_invoice_duration?: (number | null)
  appointment_date?: string | null
  booked_by?: (string | null)
  booked_date?: (string | null)
  booking_source?: (string | null)
  business_unit?: (string | null)
  center_id?: (string | null)
  center_name?: (string | null)
  email?: (string | null)
  end_time?: string | null
  equipment?: (string | null)
  expected_booked_time?: (string | number | null)
  expected_service_time?: (string | number | null)
  first_visit?: (string | null)
  gender?: (string | null)
  guest_code?: (string | null)
  guest_id?: (string | null)
  guest_name?: (string | null)
  guest_price_adjusted?: (string | null)
  invoice_id?: (string | null)
  invoice_no?: (string | null)
  is_guest_duration?: (string | null)
  modified_by?: (string | null)
  modified_on?: (string | null)
  provider_id?: (string | null)
  providers_code?: (string | null)
  rebooked?: (string | null)
  rebooking_source?: (string | null)
  recovery_time?: (string | number | null)
  request_type?: (string | null)
  service_category?: (string | null)
  serviced_by?: (string | null)
  service_name?: (string | null)
  service_subcategory?: (string | null)
  start_time?: string | null
  status?: string | null
  surprise_visit?: (string | null)
}

export type AuditRow = {
  changed_on?: (string | null)
  employee_center_name?: string | null
  level?: string | null
  employee_name?: string | null
  object_id?: (string | null)
  object_type?: (number | null)
  object_name?: string | null
  object_action_name?: string | null
  action_type?: string | null
  old_value?: (string | null)
  new_value?: (string | null)
  updated_by_email?: (string | null)
  updated_by_system?: (string | null)
}

export type StockRow = {
  center_code?: string | null
  center_name?: string | null
  product_code?: string | null
  product_name?: string | null
  category?: string | null
  sub_category?: string | null
  store_quantity?: number | null
  floor_quantity?: number | null
  total_quantity?: number | null
}

export type StockMovementRow = {
  center_code?: string | null
  center_name?: string | null
  product_code?: string | null
  product_name?: string | null
  category?: string | null
  sub_category?: string | null
  starting_store_quantity?: number | null
  starting_floor_quantity?: number | null
  quantity_inflow_purchases?: number | null
  quantity_inflow_transfers?: number | null
  quantity_inflow_conversions?: number | null
  quantity_inflow_return_purchases?: number | null
  quantity_inflow_invoice_sales_refunds?: number | null
  quantity_checkouts?: number | null
  quantity_outflow_purchases?: number | null
  quantity_outflow_transfers?: number | null
  quantity_outflow_invoice_sales?: number | null
  quantity_outflow_bill_of_materials?: number | null
  quantity_outflow_conversions?: number | null
  quantity_outflow_transfers_intransit?: number | null
  quantity_outflow_return_purchases?: number | null
  quantity_unaccounted_store?: number | null
  quantity_unaccounted_floor?: number | null
  ending_store_quantity?: number | null
  ending_floor_quantity?: number | null
}

export type OrderAddress = {
  address1?: (string | null)
  address2?: (string | null)
  city?: (string | null)
  state?: (string | null)
  country?: (string | null)
  zip_code?: (string | null)
}

export type OrderLineItem = {
  product_code?: string | null
  product_name?: string | null
  product_barcodes?: string[] | null
  vendor_product_part_number?: (string | null)
  mrp?: (number | null)
  ordered_retail_quantity?: number | null
  ordered_consumable_quantity?: number | null
  ordered_unit_price?: number | null
  ordered_tax_group_name?: (string | null)
  delivered_retail_quantity?: number | null
  delivered_consumable_quantity?: number | null
  delivered_unit_price?: number | null
  delivered_tax_group_name?: (string | null)
  delivered_tax_amount?: number | null
  delivered_discount_type?: number | null
  delivered_discount_value?: number | null
  notes?: (string | null)
}

export type InventoryOrder = {
  order_id?: Guid | null
  order_number?: string | null
  status?: string | null
  center_name?: string | null
  requested_center_name?: (string | null)
  center?: {
    code?: string | null
    address?: OrderAddress | null
  }
  vendor_name?: string | null
  vendor?: {
    code?: string | null
    address?: OrderAddress | null
    cst?: (string | null)
    tin?: (string | null)
  }
  ordered_date?: (string | null)
  raised_date?: (string | null)
  closed_date?: (string | null)
  partials?: {
    invoice_no?: (string | number | null)
    delivered_date?: (string | null)
    notes?: (string | null)
    line_items?: OrderLineItem[] | null
  }[]
  Error?: NullableError | null
}

export type OrderList = {
  total_orders: number
  orders: InventoryOrder[]
  Error?: NullableError | null
}

export type Vendor = {
  id?: Guid | null
  code?: string | null
  name?: string | null
  description?: (string | null)
  address1?: (string | null)
  address2?: (string | null)
  city?: (string | null)
  country_id?: (number | null)
  state_id?: (number | null)
  zip_code?: (string | null)
  email?: (string | null)
  work_phone?: {
    country_code?: (number | null)
    number?: (string | null)
  }
  active?: boolean | null
}

export type VendorProduct = {
  id?: Guid | null
  code?: string | null
  name?: string | null
  part_number?: (string | null)
  unit_price?: (number | null)
  preferred?: boolean | null
}

export type ComplianceRuleStatistics = {
  compliance_rule_id?: number | null
  organization_id?: Guid | null
  center_id?: Guid | null
  center_name?: string | null
  state?: string | null
  jobs?: {
    id?: Guid | null
    name?: string | null
  }[]
  target_percentage?: number | null
  total_forms?: number | null
  submitted_forms?: number | null
  submission_percentage?: number | null
  reviewed_forms?: number | null
  review_percentage?: number | null
}

export type ScribeOwnerType = (number | string)

export type EmrUser = {
  id?: Guid | null
  name?: string | null
}

export type EmrData = {
  allergies?: {
    allergy_id?: (string | null)
    category?: number | null
    allergy_name?: string | null
    severity?: number | null
    source?: number | null
    is_active?: boolean | null
    status?: number | null
    created_by?: EmrUser | null
    modified_by?: EmrUser | null
  }[]
  medications?: {
    medication_id?: (string | null)
    medication_name?: string | null
    start_date?: (string | null)
    end_date?: (string | null)
    status?: number | null
    created_by?: EmrUser | null
    modified_by?: EmrUser | null
  }[]
  medical_histories?: {
    medical_history_id?: (string | null)
    condition_name?: string | null
    status?: number | null
    notes?: (string | null)
  }[]
  social_history?: EmrField[] | null
  vitals?: EmrField[] | null
}

export type EmrField = {
  id?: (string | null)
  name?: string | null
  value?: (string | null)
}

export type EmrUpdateResult = {
  success?: boolean | null
  errors?: {
    section?: string | null
    code?: (number | string) | null
    message?: string | null
  }[]
  error?: NullableError | null
}

export interface OperationsOperations {
  listOpportunities: {
    path: {  }
    query: { view_id: Guid; page_num: number; records: number; keywords?: string; owner?: Guid; type?: string; guest_id?: Guid; disposition_id?: Guid; status_id?: Guid; priority_id?: Guid; source_id?: Guid; followup_from_date?: string; followup_to_date?: string; creation_from_date?: string; creation_to_date?: string; last_modified_start_date?: string; last_modified_end_date?: string }
    body: null
    reply: {
      opportunities: OpportunityListItem[]
      total_records: number
      error?: NullableError | null
    }
  }
  createOpportunity: {
    path: {  }
    query: {  }
    body: OpportunityCreate
    reply: {
      success: boolean
      opportunity_id: Guid
      message: string
      error?: NullableError | null
    }
  }
  getOpportunity: {
    path: { opportunity_id: string }
    query: {  }
    body: null
    reply: {
      oppportunity: Opportunity
      error?: NullableError | null
    }
  }
  updateOpportunity: {
    path: { opportunity_id: string }
    query: {  }
    body: OpportunityUpdate
    reply: SuccessMessage
  }
  deleteOpportunity: {
    path: { opportunity_id: string }
    query: {  }
    body: null
    reply: SuccessMessage
  }
  getOpportunityMetadata: {
    path: { section: string }
    query: { active?: number; source_code?: string }
    body: null
    reply: OpportunityMetadata
  }
  listOpportunityNotes: {
    path: { opportunity_id: string }
    query: {  }
    body: null
    reply: {
      notes: OpportunityNote[]
      error?: NullableError | null
    }
  }
  addOpportunityNote: {
    path: { opportunity_id: string }
    query: {  }
    body: {
      notes: string
      updated_by_id?: Guid | null
    }
    reply: SuccessMessage
  }
  getCenterCollectionsReport: {
    path: { center_id: string }
    query: { start_date: string; end_date: string; include_transactions?: boolean; include_employee_tips?: boolean }
    body: null
    reply: {
      collections_report: OldCollectionInvoice[]
      Error?: NullableError | null
    }
  }
  getCenterSalesReport: {
    path: {  }
    query: { center_id: Guid; start_date: string; end_date: string; item_type?: number; status?: number }
    body: null
    reply: {
      center_sales_report: OldSalesRow[]
      Error?: NullableError | null
    }
  }
  getSalesAccrualReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: SalesReportFilter
    reply: {
      sales: SalesRow[]
      total?: SalesTotal | null
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getSalesCashReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: (SalesReportFilter & {
      level_of_detail?: string | null
    })
    reply: {
      sales: SalesRow[]
      total?: SalesTotal | null
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getCollectionsReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: {
      start_date: string
      end_date: string
      centers?: MultiGuidFilter | null
      center_ids?: Guid[] | null
      payment_types?: (number | string)[] | null
      sale_types?: (number | string)[] | null
      invoice_statuses?: (number | string)[] | null
    }
    reply: {
      collections: CollectionRow[]
      total: {
        amount_paid?: number | null
        amount_paid_exc_tax?: number | null
        amount_paid_inc_tax_tip_ssg?: number | null
        tip?: number | null
        ssg?: number | null
        tax_collected?: number | null
      }
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getEmailNotificationsReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: NotificationReportFilter
    reply: {
      notifications: EmailNotificationRow[]
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getTextNotificationsReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: NotificationReportFilter
    reply: {
      notifications: TextNotificationRow[]
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getMembershipTriesReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: MembershipTriesFilter
    reply: {
      membership_tries: MembershipTryRow[]
      total?: {
        amount?: number | null
        tries?: number | null
      }
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getAppointmentsReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: {
      center_ids: Guid[]
      start_date: string
      end_date: string
      date_type?: number | null
      appointment_statuses?: (number | string)[] | null
      appointment_sources?: number[] | null
    }
    reply: {
      appointments: AppointmentReportRow[]
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getMembershipsReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: {
      centers?: (MultiGuidFilter | Guid[]) | null
      membershipType?: (number | string)[] | null
      status?: (number | string)[] | null
      date_type?: (number | string) | null
      start_date: string
      end_date: string
      liability_type?: (number | string) | null
      grace_period?: boolean | null
    }
    reply: {
      memberships?: {
        guest_id?: Guid | null
        guest_name?: string | null
        guest_code?: string | null
        center_name?: string | null
        membership_name?: string | null
        membership_code?: string | null
        membership_type?: string | null
        status?: string | null
        recurrence_status?: string | null
        sale_date?: string | null
        start_date?: string | null
        end_date?: string | null
        next_collection_date?: (string | null)
        credit_balance?: number | null
        invoice_no?: string | null
      }[]
      page_info?: PageInfo | null
      error?: NullableError | null
    }
  }
  fetchEmployeeAuditReport: {
    path: {  }
    query: { page?: number; size?: number }
    body: {
      centers?: MultiGuidFilter | null
      employees?: MultiGuidFilter | null
      object_type?: {
        ids?: number[] | null
      }
      search_guid?: MultiGuidFilter | null
      group_columns?: string[] | null
      start_date: string
      end_date: string
    }
    reply: {
      employee_activities?: AuditRow[] | null
      page_info?: PageInfo | null
      error?: NullableError | null
    }
  }
  listVendors: {
    path: {  }
    query: { page?: number; size?: number }
    body: null
    reply: {
      vendors: Vendor[]
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  listVendorProducts: {
    path: { vendor_id: string }
    query: { page?: number; size?: number }
    body: null
    reply: {
      products: VendorProduct[]
      page_info: PageInfo
      error?: NullableError | null
    }
  }
  getStockQuantities: {
    path: {  }
    query: { center_id: Guid; inventory_date: string; search_string?: string; product_type?: number }
    body: null
    reply: {
      list: StockRow[]
      Error?: NullableError | null
    }
  }
  getStockMovement: {
    path: {  }
    query: { center_id: Guid; start_date: string; end_date: string; report_type?: number; product_code?: string }
    body: null
    reply: {
      list: StockMovementRow[]
      Error?: NullableError | null
    }
  }
  listPurchaseOrders: {
    path: {  }
    query: { center_id: Guid; start_date: string; end_date: string; show_delivery_details?: boolean; date_criteria?: number; status?: number; page?: number; size?: number }
    body: null
    reply: OrderList
  }
  getPurchaseOrder: {
    path: { order_id: string }
    query: {  }
    body: null
    reply: InventoryOrder
  }
  listTransferOrders: {
    path: {  }
    query: { center_id: Guid; start_date: string; end_date: string; show_delivery_details?: boolean; date_criteria?: number; status?: number; page?: number; size?: number }
    body: null
    reply: OrderList
  }
  getTransferOrder: {
    path: { order_id: string }
    query: {  }
    body: null
    reply: InventoryOrder
  }
  validateNpi: {
    path: { npi_number: string }
    query: {  }
    body: null
    reply: {
      is_valid: boolean
      name?: (string | null)
      error?: NullableError | null
    }
  }
  getComplianceRuleStatistics: {
    path: {  }
    query: { centers?: Guid[]; jobs?: Guid[]; employee_ids?: Guid[]; start_date?: string; end_date?: string; page?: number; limit?: number }
    body: null
    reply: {
      compliance_rule_statistics: ComplianceRuleStatistics[]
      error?: NullableError | null
    }
  }
  getScribeConsent: {
    path: {  }
    query: { owner_id: Guid; owner_type: ScribeOwnerType; guest_id?: Guid }
    body: null
    reply: {
      consent?: (null | {
        guest_name?: string | null
        signature?: string | null
        created_date?: string | null
        created_by_name?: string | null
      })
      error?: NullableError | null
    }
  }
  addScribeConsent: {
    path: {  }
    query: {  }
    body: {
      owner_id: Guid
      owner_type: ScribeOwnerType
      signature: string
      guest_id: Guid
    }
    reply: {
      error?: NullableError | null
    }
  }
  updateGuestEmr: {
    path: { guest_id: string }
    query: {  }
    body: EmrData
    reply: EmrUpdateResult
  }
}
