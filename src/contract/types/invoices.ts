// Generated from the contract by `npm run contract:import`; never edit by hand.

export type ApiError = ({
  code?: number | null
  message?: string | null
} | null)

export type ApiErrorStringCode = ({
  code?: string | null
  message?: string | null
} | null)

export type CatalogError = ({
  StatusCode?: number | null
  Message?: string | null
  InternalMessage?: (string | null)
} | null)

export type InvoiceIdSuccess = {
  invoice_id?: (string | null)
  success?: boolean | null
  error?: ApiError | null
}

export type InvoiceResponse = {
  invoice?: (Invoice | null)
  error?: ApiError | null
}

export type Invoice = {
  group_invoice_id?: (string | null)
  id?: string | null
  invoice_number?: string | null
  invoice_number_prefix?: (string | null)
  receipt_number?: (string | null)
  appointment_group_id?: (string | null)
  lock?: boolean | null
  is_closed?: boolean | null
  is_refund?: boolean | null
  invoice_date?: string | null
  has_redemptions?: (boolean | null)
  center_id?: string | null
  gstin?: (string | null)
  gst_sequence?: (GstSequence | null)
  invoice_dues?: (AmountStatus | null)
  environmental_fee?: (AmountStatus | null)
  total_price?: InvoiceTotalPrice | null
  guest?: InvoiceGuest | null
  invoice_items?: (InvoiceItem[] | null)
  appointments?: (InvoiceAppointment[] | null)
  transactions?: (PaymentTransaction[] | null)
  additional_fields?: (AdditionalField[] | null)
}

export type GstSequence = {
  prefix?: (string | null)
  number?: (string | null)
}

export type AmountStatus = {
  total?: number | null
  paid?: number | null
  balance?: number | null
}

export type InvoiceTotalPrice = {
  currency_id?: number | null
  net_price?: number | null
  tax?: number | null
  rounding_adjustment?: number | null
  sum_total?: number | null
}

export type InvoiceGuest = {
  id?: string | null
  first_name?: string | null
  last_name?: string | null
  gender?: number | null
  code?: (string | null)
  mobile_phone?: (string | null)
  email?: (string | null)
  guest_email?: (string | null)
}

export type InvoiceItem = {
  invoice_item_id?: string | null
  id?: string | null
  name?: string | null
  type?: number | null
  code?: (string | null)
  price?: ItemPrice | null
  quantity?: number | null
  sale_by_id?: (string | null)
  therapist_name?: (string | null)
}

export type ItemPrice = {
  currency_id?: number | null
  sales?: number | null
  tax?: number | null
  final?: number | null
  discount?: number | null
}

export type InvoiceAppointment = {
  id?: string | null
  invoice_item_id?: string | null
  service_name?: string | null
  service_id?: string | null
  start_time?: string | null
  end_time?: string | null
  serviceduration_in_miutes?: number | null
  has_add_ons?: boolean | null
  is_add_on?: boolean | null
  therapist_name?: (string | null)
  TherapistId?: (string | null)
  is_recurring?: boolean | null
  appointment_type?: number | null
  therapist_request_type?: number | null
  room_name?: (string | null)
  equipment_name?: (string | null)
}

export type PaymentOption = {
  id?: (string | null)
  payment_mode?: number | null
  payment_name?: (string | null)
  card_number?: (string | null)
}

export type PaymentTransaction = {
  payment_option?: PaymentOption | null
  total_amount_paid?: number | null
  amount_paid?: number | null
  tip_amount?: number | null
  ssg_amount?: number | null
  fee_amount?: number | null
  cash_back_amount?: number | null
  transaction_id?: string | null
  payment_date?: string | null
}

export type Redemption = {
  option?: {
    id?: string | null
    mode?: number | null
    name?: string | null
  }
  amount?: number | null
  payment_date?: string | null
  transaction_id?: string | null
}

export type AdditionalField = {
  key?: string | null
  value?: unknown | null
}

export type OpenInvoiceRow = {
  invoice_no?: string | null
  name?: string | null
  items?: string | null
  sale_date?: (string | null)
  appointment_date?: string | null
  start_time?: string | null
  price?: number | null
  discount?: number | null
  redemptions?: number | null
  final_price?: number | null
  final_price_tax?: number | null
  taxes?: number | null
  rounding_adjustment?: number | null
  mobile_phone?: (string | null)
  email?: (string | null)
  invoice_id?: string | null
  receive_email?: boolean | null
  SSG_amount?: number | null
}

export type GroupInvoice = {
  Id?: string | null
  name?: string | null
  host_id?: (string | null)
  payment_made_by?: (string | null)
  Invoices?: CatalogInvoice[] | null
  Redemptions?: CatalogRedemption[] | null
  Payments?: CatalogPayment[] | null
  Price?: CatalogPrice | null
  GroupRedemptions?: CatalogRedemption[] | null
}

export type ProductPurchase = unknown

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

export type PriceModelV1 = {
  currency_id?: number | null
  sales?: number | null
  tax?: number | null
  final?: number | null
}

export type GiftCardTemplate = {
  id?: string | null
  name?: string | null
  description?: (string | null)
  price?: number | null
  value?: number | null
  discounted_price?: number | null
  validity?: number | null
  expiry_date?: (string | null)
  is_amount?: boolean | null
  confirmation_message?: (string | null)
  discount?: number | null
  can_be_sold?: boolean | null
  price_model?: PriceModelV1 | null
  benefits?: GiftCardBenefit[] | null
  one_time_use?: boolean | null
  restrict_redemption_to_sale_center?: boolean | null
}

export type GiftCardBenefit = {
  template_id?: string | null
  id?: string | null
  name?: string | null
  catalog_name?: (string | null)
  type?: number | null
  quantity?: number | null
  price?: PriceModelV1 | null
  total_price?: number | null
}

export type CustomAmountTemplateRequest = {
  center_id: string
  custom_amount: {
    amount: number
    validity?: number | null
  }
}

export type CustomServicesTemplateRequest = unknown

export type TemplateBenefitRequest = {
  id: string
  quantity?: number | null
}

export type CatalogInvoiceResponse = {
  Invoice?: (CatalogInvoice | null)
  PaymentOptions?: (CatalogPaymentOption[] | null)
  Error?: CatalogError | null
}

export type CatalogCloseResponse = {
  MailSentSuccess?: boolean | null
  ReceiptSentSuccess?: boolean | null
  Invoice?: (CatalogInvoice | null)
  PaymentOptions?: (CatalogPaymentOption[] | null)
  Error?: CatalogError | null
}

export type CatalogInvoice = {
  Id?: string | null
  InvoiceNumber?: string | null
  GroupInvoiceId?: (string | null)
  group_name?: (string | null)
  ReceiptNumber?: (string | null)
  AppointmentGroupId?: (string | null)
  ReservationId?: (string | null)
  IsRebooking?: boolean | null
  Notes?: (string | null)
  GuestId?: (string | null)
  Guest?: (CatalogGuest | null)
  Price?: CatalogPrice | null
  SaleDate?: string | null
  FutureRecurringBillDate?: (string | null)
  LinkedInvoiceId?: (string | null)
  Status?: number | null
  InvoiceServices?: CatalogServiceLine[] | null
  InvoiceProducts?: CatalogProductLine[] | null
  InvoiceMemberships?: CatalogMembershipLine[] | null
  InvoiceSeriesPackages?: CatalogPackageLine[] | null
  InvoiceGiftCards?: CatalogGiftCardLine[] | null
  Payments?: CatalogPayment[] | null
  Redemptions?: CatalogRedemption[] | null
  RefundItems?: (CatalogRefundItem[] | null)
  Lock?: boolean | null
  CanChangeGuest?: boolean | null
}

export type CatalogPrice = {
  CurrencyId?: number | null
  Sales?: number | null
  Tax?: number | null
  Final?: number | null
  Final1?: number | null
  Discount?: number | null
  Tip?: number | null
  SSG?: (number | null)
  RoundingCorrection?: number | null
  DiscountedPrice?: number | null
  environmental_fee?: number | null
  environmental_fee_label?: (string | null)
  can_be_waived?: boolean | null
}

export type CatalogGuest = {
  Id?: string | null
  Code?: (string | null)
  FirstName?: string | null
  MiddleName?: (string | null)
  LastName?: string | null
  Email?: (string | null)
  MobileNumber?: (string | null)
  MobilePhoneModel?: (CatalogPhone | null)
  HomePhone?: (string | null)
  HomePhoneModel?: (CatalogPhone | null)
  WorkPhone?: (string | null)
  WorkPhoneModel?: (CatalogPhone | null)
  Gender?: number | null
  DateOfBirth?: (string | null)
  AnniversaryDate?: (string | null)
  Address1?: (string | null)
  Address2?: (string | null)
  City?: (string | null)
  PostalCode?: (string | null)
  State?: (Record<string, unknown> | null)
  Country?: (Record<string, unknown> | null)
  Nationality?: (Record<string, unknown> | null)
  ReferralSource?: (Record<string, unknown> | null)
  ReferredGuestId?: (string | null)
  ReceiveTransactionalSms?: (boolean | null)
  ReceiveMarketingEmail?: (boolean | null)
  ReceiveTransactionalEmail?: (boolean | null)
  ReceiveMarketingSms?: (boolean | null)
  CreationDate?: (string | null)
  LastUpdated?: (string | null)
  MergeIntoCode?: (string | null)
  MergeIntoGuestId?: (string | null)
  CenterId?: (string | null)
  CenterCode?: (string | null)
  CenterName?: (string | null)
  GuestIndicator?: (string | null)
  IsMember?: number | null
  DOB_IncompleteYear?: (string | null)
  Password?: null
  UserName?: (string | null)
  FacebookUserId?: (string | null)
  OldPassword?: null
}

export type CatalogPhone = {
  CountryId?: number | null
  Number?: (string | null)
  DisplayNumber?: (string | null)
}

export type CatalogEmployee = {
  Id?: string | null
  ShortName?: (string | null)
  NickName?: (string | null)
  FullName?: (string | null)
  Email?: (string | null)
  PhoneNumber?: (string | null)
  MobilePhoneModel?: (CatalogPhone | null)
  Gender?: number | null
  FirstName?: (string | null)
  LastName?: (string | null)
  IsAvailable?: boolean | null
  VanityImageUrl?: (string | null)
  ScalingFactor?: number | null
  ScaledPrice?: number | null
  ServiceTime?: number | null
  DisplayName?: (string | null)
}

export type CatalogAppliedMembership = ({
  MembershipId?: string | null
  DiscountAmount?: number | null
  Action?: string | null
} | null)

export type CatalogAppliedPackage = ({
  PackageId?: string | null
  DiscountAmount?: number | null
  Action?: string | null
} | null)

export type CatalogAppliedDiscount = ({
  DiscountId?: (string | null)
  CampaignId?: (string | null)
  CouponId?: (number | null)
  DiscountAmount?: number | null
  Type?: number | null
  Action?: string | null
} | null)

export type CatalogServiceLine = {
  AppointmentService?: {
    AppointmentId?: string | null
    InvoiceItemId?: string | null
    CartItemId?: (string | null)
    AppointmentSegmentId?: (string | null)
    PackageId?: (string | null)
    Package?: (Record<string, unknown> | null)
    Service?: {
      Id?: string | null
      Name?: string | null
      Price?: CatalogPrice | null
      Duration?: number | null
      CategoryId?: (string | null)
      IsAddOn?: boolean | null
      HasAddOns?: boolean | null
      AddOnToServiceId?: (string | null)
      CategoryName?: (string | null)
      AddOns?: (Record<string, unknown>[] | null)
      IsVariant?: (boolean | null)
      HasVariant?: (boolean | null)
      ParentServiceId?: (string | null)
      CartItemId?: (string | null)
    }
    RequestedTherapistGender?: number | null
    StartTime?: string | null
    EndTime?: string | null
    StartTimeInCenter?: string | null
    EndTimeInCenter?: string | null
    Room?: (Record<string, unknown> | null)
    Lock?: boolean | null
    Equipment?: (Record<string, unknown> | null)
    Status?: number | null
    RequestedTherapist?: (CatalogEmployee | null)
    Quantity?: number | null
    Price?: (CatalogPrice | null)
    Progress?: number | null
    ItemActions?: (string | null)
    IsMembershipApplied?: (boolean | null)
    IsPackageApplied?: (boolean | null)
    IsDiscountApplied?: (boolean | null)
  }
  AppliedMembership?: CatalogAppliedMembership | null
  AppliedPackage?: CatalogAppliedPackage | null
  AppliedDiscount?: CatalogAppliedDiscount | null
}

export type CatalogProductLine = {
  AppointmentProduct?: {
    Product?: {
      Id?: string | null
      Name?: string | null
      Price?: CatalogPrice | null
      CategoryId?: (string | null)
      Url?: (string | null)
    }
    InvoiceItemId?: string | null
    Quantity?: number | null
    Price?: CatalogPrice | null
    Employee?: (CatalogEmployee | null)
    IsMembershipApplied?: (boolean | null)
    IsPackageApplied?: (boolean | null)
    IsDiscountApplied?: (boolean | null)
  }
  AppliedMembership?: CatalogAppliedMembership | null
  AppliedPackage?: CatalogAppliedPackage | null
  AppliedDiscount?: CatalogAppliedDiscount | null
}

export type CatalogMembership = {
  Id?: string | null
  VersionId?: string | null
  Name?: string | null
  Price?: CatalogPrice | null
  CanBook?: boolean | null
  ShowPrice?: boolean | null
  DisplayName?: (string | null)
  DisplayPrice?: (string | null)
  ImagePaths?: (Record<string, unknown> | null)
}

export type CatalogMembershipLine = {
  AppointmentMembership?: {
    Membership?: CatalogMembership | null
    InvoiceItemId?: string | null
    Employee?: (CatalogEmployee | null)
    Quantity?: number | null
    Price?: CatalogPrice | null
    IsMembershipApplied?: (boolean | null)
    IsPackageApplied?: (boolean | null)
    IsDiscountApplied?: (boolean | null)
    MembershipBillDate?: (string | null)
    RecurringMembership?: (null | (CatalogMembership & {
      Days?: number | null
      SaleStartDate?: (string | null)
      SaleEndDate?: (string | null)
      CreditAmount?: number | null
      CreditAmountExpiration?: boolean | null
      NumGuests?: (number | null)
      Code?: (string | null)
      BusinessUnitId?: (string | null)
      Months?: number | null
      TermsandConditions?: (string | null)
      Type?: number | null
      CategoryId?: (string | null)
      Description?: (string | null)
      HTMLDescription?: (string | null)
      TermsandConditionsAcceptance?: (string | null)
    }))
    TermsandConditions?: (string | null)
    TermsandConditionsAcceptance?: (string | null)
    Signature?: (string | null)
  }
  AppliedMembership?: CatalogAppliedMembership | null
  AppliedPackage?: CatalogAppliedPackage | null
  AppliedDiscount?: CatalogAppliedDiscount | null
}

export type CatalogPackageLine = {
  AppointmentSeriesPackage?: {
    Package?: {
      Id?: string | null
      Name?: string | null
      Description?: (string | null)
      Code?: (string | null)
      Type?: number | null
      Price?: CatalogPrice | null
    }
    InvoiceItemId?: string | null
    Employee?: (CatalogEmployee | null)
    Quantity?: number | null
    Price?: CatalogPrice | null
  }
  AppliedMembership?: CatalogAppliedMembership | null
  AppliedPackage?: CatalogAppliedPackage | null
  AppliedDiscount?: CatalogAppliedDiscount | null
}

export type CatalogGiftCardLine = {
  AppointmentGiftCard?: {
    GiftCard?: {
      Id?: string | null
      Code?: string | null
      Value?: number | null
      PurchasePrice?: number | null
      ValidityDays?: number | null
      IsOneTimeUse?: boolean | null
      ExpiryDate?: (string | null)
      Notes?: (string | null)
      GiftTypeId?: (string | null)
      SendEmailToRecipient?: boolean | null
      Price?: CatalogPrice | null
      Recipient?: (CatalogGuest | null)
      Services?: (Record<string, unknown> | null)
    }
    InvoiceItemId?: string | null
    Employee?: (CatalogEmployee | null)
    Quantity?: number | null
    Price?: CatalogPrice | null
  }
  AppliedMembership?: CatalogAppliedMembership | null
  AppliedPackage?: CatalogAppliedPackage | null
  AppliedDiscount?: CatalogAppliedDiscount | null
}

export type CatalogPaymentOption = {
  Id?: string | null
  PaymentMode?: number | null
  PaymentName?: (string | null)
  CardNumber?: (string | null)
}

export type CatalogPayment = {
  PaymentOption?: CatalogPaymentOption | null
  TotalAmountPaid?: number | null
  AmountPaid?: number | null
  TipAmount?: number | null
  SSGAmount?: number | null
  TransactionId?: string | null
  PaymentDate?: string | null
}

export type CatalogRedemption = {
  Option?: {
    Id?: string | null
    Mode?: number | null
    Name?: string | null
  }
  Amount?: number | null
  TransactionId?: string | null
  PaymentDate?: string | null
}

export type CatalogRefundItem = {
  InvoiceItemId?: string | null
  ItemId?: string | null
  Quantity?: number | null
  RefundAmount?: number | null
  RefundDate?: string | null
}

export interface InvoicesOperations {
  getInvoice: {
    path: { invoice_id: string }
    query: { expand?: string[] }
    body: null
    reply: InvoiceResponse
  }
  closeInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: {
      closed_by_id?: string | null
      is_invoice_closed?: boolean | null
      status?: number | null
      error?: (Record<string, unknown> | null)
    }
    reply: {
      is_invoice_closed?: boolean | null
      status?: number | null
      closed_by_id?: (string | null)
      error?: CatalogError | null
    }
  }
  sendInvoiceEmail: {
    path: { invoice_id: string }
    query: {  }
    body: Record<string, unknown>
    reply: {
      success?: boolean | null
      mail_sent?: boolean | null
      receipt_sent?: boolean | null
      error?: ApiError | null
    }
  }
  applyCampaignDiscount: {
    path: { invoice_id: string }
    query: {  }
    body: {
      offer_code: string
      center_id: string
    }
    reply: {
      discount_applied?: boolean | null
      campaign_id?: (string | null)
      error?: ApiError | null
    }
  }
  lockInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: null
    reply: {
      error?: ApiErrorStringCode | null
    }
  }
  listCenterInvoices: {
    path: { center_id: string }
    query: { date?: string; search_type?: number; search_value?: string }
    body: null
    reply: {
      todays_invoices?: (OpenInvoiceRow[] | null)
      invoices?: (OpenInvoiceRow[] | null)
      error?: ApiErrorStringCode | null
    }
  }
  createGroupInvoice: {
    path: {  }
    query: {  }
    body: {
      group_name: string
      invoice_ids: string[]
    }
    reply: {
      is_invoice_created?: boolean | null
      group_invoice?: (GroupInvoice | null)
      error?: ApiError | null
    }
  }
  getGroupInvoice: {
    path: { group_invoice_id: string }
    query: {  }
    body: null
    reply: {
      id?: string | null
      group_name?: string | null
      comments?: (string | null)
      is_surprise?: boolean | null
      invoices?: {
        id?: string | null
        receipt_number?: (string | null)
        invoice_date?: string | null
        center_id?: string | null
        appointment_group_id?: (string | null)
        guest?: {
          id?: string | null
        }
      }[]
      error?: ApiError | null
    }
  }
  sendGroupInvoiceEmail: {
    path: { group_invoice_id: string }
    query: {  }
    body: {
      guest_details: {
        guest_id: string
        email?: string | null
      }[]
      email_type: number
    }
    reply: {
      is_invoice_sent?: boolean | null
      error?: ApiError | null
    }
  }
  updateGroupInvoiceProperty: {
    path: { group_invoice_id: string }
    query: {  }
    body: {
      property: number
      value: string
      updated_by_id?: string | null
    }
    reply: {
      error?: ApiErrorStringCode | null
    }
  }
  createMembershipInvoice: {
    path: {  }
    query: {  }
    body: unknown
    reply: InvoiceIdSuccess
  }
  catalogCreateMembershipInvoice: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      user_id: string
      membership_version_ids: string
    }
    reply: CatalogInvoiceResponse
  }
  addMembershipToInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: unknown
    reply: InvoiceIdSuccess
  }
  deleteInvoiceItem: {
    path: { invoice_id: string; invoice_item_id: string }
    query: {  }
    body: {
      comments?: string | null
    }
    reply: {
      success?: boolean | null
      message?: (string | null)
      error?: ApiError | null
    }
  }
  catalogCloseMembershipInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: null
    reply: CatalogCloseResponse
  }
  createProductInvoice: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      guest_id: string
      notes?: string | null
      products: ProductPurchase[]
    }
    reply: {
      invoice_id?: (string | null)
      error?: ApiError | null
    }
  }
  addProductsToInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: {
      products: ProductPurchase[]
    }
    reply: {
      invoice_id?: (string | null)
      error?: ApiError | null
    }
  }
  createPackageInvoice: {
    path: {  }
    query: {  }
    body: {
      guest_id: string
      center_id: string
      notes?: string | null
      package_details: {
        id: string
        sale_by_id?: string | null
      }[]
    }
    reply: {
      invoice_id?: (string | null)
      success?: boolean | null
      error?: ApiError | null
    }
  }
  redeemPackagesOnInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: {
      user_package_id?: string | null
    }
    reply: {
      success?: boolean | null
      is_package_applied?: boolean | null
      invoice_id?: string | null
      error?: ApiError | null
    }
  }
  catalogCreateSeriesPackageInvoice: {
    path: {  }
    query: { center_id?: string }
    body: {
      center_id: string
      user_id?: string | null
      guest_id?: string | null
      package_ids?: string | null
      package_version_ids?: string | null
    }
    reply: CatalogInvoiceResponse
  }
  catalogCloseSeriesPackageInvoice: {
    path: { invoice_id: string }
    query: {  }
    body: null
    reply: CatalogCloseResponse
  }
  collectOnlinePayment: {
    path: { invoice_id: string }
    query: {  }
    body: {
      account_id?: string | null
      center_id?: string | null
      redirect_uri?: string | null
      amount?: number | null
      tip_amount?: number | null
      source?: (number | string) | null
      billing_info?: (BillingInfo | null)
    }
    reply: {
      success?: boolean | null
      error?: ApiError | null
      hosted_payment_uri?: (string | null)
      token_id?: (string | null)
      invoice_transaction_id?: (string | null)
    }
  }
  payByGiftCard: {
    path: { invoice_id: string }
    query: {  }
    body: {
      card_number: string
      amount: number
      tip_amount?: number | null
    }
    reply: {
      is_applied?: boolean | null
      payment?: (PaymentTransaction | null)
      error?: ApiError | null
    }
  }
  addCustomPayment: {
    path: { invoice_id: string }
    query: {  }
    body: {
      amount: number
      tip_amount?: number | null
      cash_register_id?: (string | null)
      custom_payment_id: string
      additional_data?: (string | null)
      collected_by_id?: (string | null)
    }
    reply: {
      transaction?: (PaymentTransaction | null)
      error?: ApiError | null
    }
  }
  redeemLoyaltyPoints: {
    path: { invoice_id: string }
    query: { expand?: string[] }
    body: {
      points: number
      center_id?: string | null
      program_id?: string | null
      cash_register_id?: (string | null)
      redeem_across_programs?: number | null
      otp?: (string | null)
    }
    reply: {
      payment?: (PaymentTransaction | null)
      redemptions?: (Redemption[] | null)
      invoice?: (Invoice | null)
      error?: ApiError | null
    }
  }
  getRedeemableLoyaltyPoints: {
    path: { invoice_id: string }
    query: { lp_program_id?: string; redeem_across_programs?: number }
    body: null
    reply: {
      lp_redeemable?: ({
        points?: number | null
        amount?: number | null
        loyalty_programs?: {
          id?: string | null
          name?: string | null
          points?: {
            earned?: number | null
            redeemed?: number | null
            available?: number | null
          }
        }[]
        total_available_points?: number | null
        total_available_amount?: number | null
        exchange_rate?: number | null
      } | null)
      error?: ApiError | null
    }
  }
  createGiftCardInvoice: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      guest_id: string
      sale_by_id?: string | null
      gift_cards: {
        type?: number | null
        code: string
        custom_amount: {
          price: number
          value: number
        }
        notes?: string | null
        is_onetime_use?: boolean | null
        expiry: {
          days?: number | null
          date?: string | null
        }
      }[]
    }
    reply: {
      invoice_id?: (string | null)
      error?: ApiError | null
    }
  }
  createGiftCardInvoiceFromTemplate: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      guest_id: string
      online_guest_id?: (string | null)
      sale_by?: string | null
      giftcards: {
        template_id: string
        schedule_time?: (string | null)
        occassion?: {
          id?: (string | null)
          image_id?: (string | null)
          message?: (string | null)
        }
        recepient?: {
          name?: string | null
          email?: string | null
        }
        notes?: string | null
      }[]
    }
    reply: {
      invoice_id?: (string | null)
      invoice_number?: (string | null)
      error?: ApiError | null
    }
  }
  getGiftCardBalance: {
    path: { giftcard_number: string }
    query: {  }
    body: null
    reply: {
      balance?: number | null
      user_id?: (string | null)
      expiry?: (string | null)
      type?: string | null
      status?: string | null
      error?: ApiError | null
    }
  }
  sendGiftCardEmail: {
    path: { invoice_id: string }
    query: {  }
    body: null
    reply: {
      mail_sent?: boolean | null
      receipt_sent?: boolean | null
      error?: ApiError | null
    }
  }
  listGiftCardOccasions: {
    path: {  }
    query: {  }
    body: null
    reply: {
      occasions?: {
        id?: string | null
        name?: string | null
        images?: {
          id?: (string | null)
          url?: string | null
        }[]
      }[]
      error?: ApiError | null
    }
  }
  listGiftCardTemplates: {
    path: {  }
    query: { center_id: string; giftcardtype?: number; serviceOnly?: boolean; fromOnline?: boolean; member_price?: boolean; guest_id?: (string | null) }
    body: null
    reply: {
      templates?: GiftCardTemplate[] | null
      error?: ApiError | null
    }
  }
  createCustomGiftCardTemplate: {
    path: {  }
    query: {  }
    body: (CustomAmountTemplateRequest | CustomServicesTemplateRequest)
    reply: {
      id?: string | null
      name?: string | null
      description?: (string | null)
      price?: number | null
      value?: number | null
      validity?: number | null
      error?: ApiError | null
    }
  }
}
