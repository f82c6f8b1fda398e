// Generated from the contract by `npm run contract:import`; never edit by hand.

export type ErrorEnvelope = {
  error?: (ApiError | null)
  Error?: (ApiErrorUpper | null)
  code?: unknown | null
  message?: string | null
}

export type ApiError = {
  code: (number | string)
  message: string
  internal_message?: (string | null)
}

export type ApiErrorUpper = {
  StatusCode?: number | null
  Message?: string | null
  InternalErrorMessage?: (string | null)
}

export type SuccessResult = {
  success: boolean
  error: (ApiError | null)
}

export type SuccessChargeResult = {
  success: boolean
  is_charge_applied: boolean
  error: (ApiError | null)
}

export type ErrorOnlyResult = {
  error: (ApiError | null)
}

export type AppointmentStatus = number

export type AppointmentProgress = number

export type AppointmentSource = number

export type TherapistRequestGender = number

export type PersonGender = number

export type FlexibleBoolean = (boolean | string)

export type BookingItemRef = {
  id: string
  item_type?: (number | null)
}

export type BookingTherapistPreference = {
  id?: (string | null)
  Id?: (string | null)
  Gender?: (number | string | null)
}

export type BookingRoomPreference = {
  id?: (string | null)
}

export type BookingAddOn = {
  item: BookingItemRef
  therapist?: (BookingTherapistPreference | null)
  invoice_item_id?: (string | null)
}

export type BookingItem = {
  item: BookingItemRef
  therapist?: (BookingTherapistPreference | null)
  room?: (BookingRoomPreference | null)
  add_ons?: (BookingAddOn[] | null)
  invoice_item_id?: (string | null)
  items?: (BookingItem[] | null)
}

export type BookingGuest = {
  id?: (string | null)
  group_identifier?: (string | null)
  invoice_id?: (string | null)
  notes?: (string | null)
  items: BookingItem[]
  reservation_id?: (string | null)
  appointment_group_id?: (string | null)
  guest_relationship_id?: (number | string | null)
  consider_single_therapist_slot?: (boolean | null)
}

export type CreateBookingRequest = {
  center_id: string
  date: string
  guests: BookingGuest[]
  is_only_catalog_employees?: FlexibleBoolean | null
  is_double_booking_enabled?: FlexibleBoolean | null
  booking_source?: (number | null)
  campaign_id?: (string | null)
  reference_no?: (number | null)
  appointment_type?: (number | null)
  consider_center_timings?: boolean | null
  is_booking_at_different_times_for_different_guests?: boolean | null
  therapist_double_booking?: (number | null)
  is_only_checked_in_employees?: boolean | null
  is_noncontiguous_slots?: boolean | null
  is_surprise?: boolean | null
  host_id?: (string | null)
  reservation_id?: (string | null)
  slot_id?: (string | null)
  can_reschedule_appointment?: boolean | null
  "service_applied_with_in-time_discount"?: boolean | null
  is_family_booking?: boolean | null
  relationship_host_id?: (string | null)
  guest_relationship_id?: (string | number | null)
  skip_catalog_validations?: boolean | null
  waitlist_group_id?: (string | null)
  use_online_booking_template?: FlexibleBoolean | null
  is_couple_service?: FlexibleBoolean | null
  preserve_order?: boolean | null
  future_slot_days?: (number | null)
}

export type CreateBookingResponse = {
  id: (string | null)
  error: (ApiError | null)
}

export type SlotWarning = {
  Type?: number | null
  Message?: (string | null)
  GuestId?: (string | null)
  TherapistId?: (string | null)
  ServiceId?: (string | null)
  RoomId?: (string | null)
}

export type Slot = {
  Time: string
  Warnings: (SlotWarning[] | null)
  Priority: number
  Available: boolean
  SalePrice: (number | null)
}

export type FutureDay = {
  Day: string
  IsAvailable: boolean
  HolidayType: (number | null)
}

export type SlotsResponse = {
  slots: (Slot[] | null)
  future_days: (FutureDay[] | null)
  next_available_day: (string | null)
  Error: (ApiErrorUpper | null)
}

export type BookingPersonUpper = {
  Id: string
  FirstName: string
  LastName: (string | null)
  Gender?: PersonGender | null
  Email?: (string | null)
  MobileNumber?: (string | null)
}

export type BookingItemInfo = {
  id: string
  name: string
  item_type: number
  item_display_name: (string | null)
}

export type BookingTherapistInfo = {
  id: string
  full_name: string
  first_name: string
  last_name: (string | null)
  email?: (string | null)
  therapist_request_type: TherapistRequestGender
}

export type IdName = {
  id: (string | null)
  name: (string | null)
}

export type PriceShort = {
  currency_id?: number | null
  sales?: number | null
  tax?: number | null
  final?: number | null
}

export type PriceFull = {
  currency_id?: number | null
  sales?: number | null
  tax?: number | null
  final?: number | null
  final1?: number | null
  discount?: number | null
  tip?: number | null
  ssg?: (number | null)
  rounding_correction?: number | null
}

export type BookedItem = {
  appointment_id: (string | null)
  item: BookingItemInfo
  therapist: BookingTherapistInfo
  room: IdName
  equipment?: (IdName | null)
  start_time: string
  end_time: string
  invoice_item_id: (string | null)
  price?: (PriceShort | null)
  add_ons?: (BookedItem[] | null)
  join_link: (string | null)
}

export type BookingInvoice = {
  guest: BookingPersonUpper
  invoice_id: (string | null)
  items: BookedItem[]
}

export type ReserveSlotRequest = {
  slot_time: string
  create_invoice?: FlexibleBoolean | null
  guests?: ({
    id: string
  }[] | null)
}

export type ReserveSlotResponse = {
  is_reserved: boolean
  reservation_id: (string | null)
  expiry_time: (string | null)
  blocking_time: (number | null)
  invoices: (BookingInvoice[] | null)
  error: (ApiError | null)
  Error?: (ApiErrorUpper | null)
}

export type ConfirmBookingRequest = {
  notes?: (string | null)
  group_name?: (string | null)
  center_id?: (string | null)
}

export type ConfirmBookingResponse = {
  is_confirmed: boolean
  invoice: (BookingInvoice | null)
  invoices?: (BookingInvoice[] | null)
  error: (ApiError | null)
}

export type PhoneView = {
  country_id?: number | null
  number?: (string | null)
  display_number?: (string | null)
}

export type GuestIndicatorValue = {
  HighSpender?: (boolean | number | string | null)
  Member?: (boolean | number | string | null)
  LowFeedback?: (boolean | number | string | null)
  RegularGuest?: (boolean | number | string | null)
  FirstTimer?: (boolean | number | string | null)
  ReturningCustomer?: (boolean | number | string | null)
  NoShow?: (boolean | number | string | null)
  HasActivePackages?: (boolean | number | string | null)
  HasProfileAlerts?: (boolean | number | string | null)
  OtherCenterGuest?: (boolean | number | string | null)
  HasCTA?: (boolean | number | string | null)
  Dues?: (boolean | number | string | null)
  CardOnFile?: (boolean | number | string | null)
  AutoPayEnabled?: (boolean | number | string | null)
  RecurrenceAppointment?: (boolean | number | string | null)
  RebookedAppointment?: (boolean | number | string | null)
  hasAddOns?: (boolean | number | string | null)
  LpTier?: (boolean | number | string | null)
  IsSurpriseVisit?: (boolean | number | string | null)
  CustomDataIndicator?: (boolean | number | string | null)
  IsGuestBirthday?: (boolean | number | string | null)
}

export type AppointmentGuest = {
  id?: string | null
  first_name?: string | null
  last_name?: (string | null)
  gender?: PersonGender | null
  mobile?: (PhoneView | null)
  email?: (string | null)
  indicator?: (string | null)
  lp_tier_info?: (string | null)
  is_virtual_user?: boolean | null
  preferred_pronoun?: (string | null)
  GuestIndicatorValue?: (GuestIndicatorValue | null)
}

export type AppointmentTherapist = {
  id?: string | null
  first_name?: string | null
  last_name?: (string | null)
  nick_name?: (string | null)
  display_name?: (string | null)
  email?: (string | null)
  gender?: PersonGender | null
  vanity_image_url?: (string | null)
}

export type AppointmentService = {
  id?: string | null
  segment_id?: (string | null)
  name?: string | null
  is_addon?: boolean | null
  has_addons?: boolean | null
  parent_appointment_id?: (string | null)
  business_unit?: (BusinessUnitRef | null)
  category?: (IdName | null)
  sub_category?: (IdName | null)
  override_product_consumption?: boolean | null
  override_default_product_consumption?: boolean | null
  is_virtual_service?: boolean | null
}

export type BusinessUnitRef = {
  guid?: string | null
  name?: string | null
  id?: number | null
}

export type BlockoutRef = {
  id?: number | null
  name?: string | null
  code?: string | null
  description?: (string | null)
  duration?: number | null
  active?: boolean | null
  count_in_utilization?: boolean | null
  bookable?: boolean | null
  indicator_color?: string | null
  text_color?: string | null
}

export type Appointment = {
  appointment_id: string
  appointment_segment_id?: (string | null)
  parent_service_name?: (string | null)
  appointment_group_id: string
  invoice_id: string
  service: (AppointmentService | null)
  start_time: string
  start_time_utc: string
  end_time: string
  end_time_utc: string
  status: AppointmentStatus
  source: AppointmentSource
  progress: AppointmentProgress
  locked?: boolean | null
  invoice_locked?: boolean | null
  has_active_membership_for_auto_pay?: boolean | null
  auto_pay_authorize_status?: number | null
  has_unexpired_packages?: boolean | null
  guest: (AppointmentGuest | null)
  therapist: (AppointmentTherapist | null)
  room: (IdName | null)
  equipment: (IdName | null)
  service_custom_data_indicator?: (string | null)
  notes?: (string | null)
  price?: (PriceFull | null)
  actual_start_time?: (string | null)
  actual_completed_time?: (string | null)
  checkin_time?: (string | null)
  therapist_preference_type?: (number | null)
  form_id?: (string | null)
  blockout?: (BlockoutRef | null)
  creation_date?: string | null
  creation_date_utc?: string | null
  created_by_id?: (string | null)
  closed_by_id?: (string | null)
  show_in_calender?: number | null
  email_link?: (string | null)
  sms_link?: (string | null)
  appointment_category_id?: (string | null)
  invoice_processed_in_integrations?: number | null
  parallel_group_id?: (string | null)
  available_therapists?: unknown | null
  available_rooms?: unknown | null
  available_times?: unknown | null
  selected_therapist_id?: (string | null)
  selected_room_id?: (string | null)
  selected_time?: string | null
  requested_alternative?: number | null
  group_invoice_id?: (string | null)
  group_name?: (string | null)
  canUpdateTherapist?: boolean | null
  package_id?: string | null
  virtual_room_link?: (string | null)
  error?: (ApiError | null)
}

export type FormHistoryEntry = {
  version_date?: string | null
  version_id?: string | null
  created_by?: (string | null)
  form_name?: string | null
  form_id?: string | null
}

export type AppointmentForm = {
  appointment_id?: string | null
  form_id?: string | null
  service_name?: (string | null)
  service_displayname?: (string | null)
  name?: string | null
  is_filled?: boolean | null
  is_submitted?: boolean | null
  lastfilled_date?: (string | null)
  form_type?: number | null
  lastfilled_by?: (string | null)
  latest_version?: (string | null)
  form_history?: (FormHistoryEntry[] | null)
  is_viewonly?: (boolean | null)
}

export type QueueEmployeeShort = {
  id?: string | null
  display_name?: string | null
  gender?: string | null
}

export type QueueEmployeeTime = {
  employee?: QueueEmployeeShort | null
  start_time?: string | null
}

export type QueueEmployee = {
  id?: string | null
  display_name?: string | null
  gender?: string | null
  nick_name?: (string | null)
  full_name?: string | null
  first_name?: string | null
  last_name?: (string | null)
}

export type QueueServiceInfo = {
  id?: string | null
  name?: string | null
  duration?: number | null
}

export type QueueBookedAppointment = {
  id?: string | null
  invoice_item_id?: string | null
  start_time_in_center?: string | null
  end_time_in_center?: string | null
  employee?: QueueEmployee | null
  services?: (QueueServiceInfo | QueueServiceInfo[]) | null
}

export type QueueBookedGuest = {
  id?: string | null
  first_name?: string | null
  last_name?: (string | null)
  wait_time_in_min?: string | null
  appointments?: QueueBookedAppointment[] | null
}

export type QueueEntryAppointment = {
  id?: string | null
  parent_id?: (string | null)
  booking_type?: string | null
  group_id?: string | null
  group_invoice_id?: (string | null)
  status?: AppointmentStatus | null
  source?: AppointmentSource | null
  progress?: AppointmentProgress | null
  notes?: (string | null)
  invoice_id?: string | null
  price?: number | null
  is_price_paid?: boolean | null
  start_time_in_center?: string | null
  end_time_in_center?: string | null
}

export type QueueEntry = {
  order?: number | null
  preferred_time?: (string | null)
  wait_time_in_min?: number | null
  appointment?: QueueEntryAppointment | null
  service?: QueueServiceInfo | null
  guest?: {
    id?: string | null
    first_name?: string | null
    last_name?: (string | null)
  }
  employee?: (QueueEmployee | null)
  Therapist_Display_Name?: (string | null)
}

export interface BookingsOperations {
  createBooking: {
    path: {  }
    query: { is_double_booking_enabled?: FlexibleBoolean }
    body: CreateBookingRequest
    reply: CreateBookingResponse
  }
  getBookingSlots: {
    path: { booking_id: string }
    query: { check_future_day_availability?: FlexibleBoolean }
    body: null
    reply: SlotsResponse
  }
  reserveBookingSlot: {
    path: { booking_id: string }
    query: {  }
    body: ReserveSlotRequest
    reply: ReserveSlotResponse
  }
  confirmBooking: {
    path: { booking_id: string }
    query: {  }
    body: ConfirmBookingRequest
    reply: ConfirmBookingResponse
  }
  cancelBooking: {
    path: { invoice_id: string }
    query: { comments?: string }
    body: {
      comments?: (string | null)
      reason_id?: (number | null)
    }
    reply: SuccessChargeResult
  }
  addAppointmentFeedback: {
    path: { appointment_group_id: string }
    query: {  }
    body: {
      comments?: (string | null)
      rating: number
      apply_for_group_invoice?: boolean | null
    }
    reply: {
      success: boolean
      error?: (ApiError | null)
      Message?: (string | null)
    }
  }
  listCenterAppointments: {
    path: {  }
    query: { center_id: string; start_date: string; end_date: string; include_no_show_cancel?: FlexibleBoolean; therapist_id?: string }
    body: null
    reply: Appointment[]
  }
  getAppointment: {
    path: { appointment_id: string }
    query: {  }
    body: null
    reply: (Appointment | Appointment[])
  }
  checkInAppointment: {
    path: { appointment_group_id: string }
    query: {  }
    body: null
    reply: SuccessResult
  }
  undoCheckInAppointment: {
    path: { appointment_group_id: string }
    query: {  }
    body: null
    reply: SuccessResult
  }
  markAppointmentNoShow: {
    path: { appointment_group_id: string }
    query: {  }
    body: {
      comments?: (string | null)
    }
    reply: SuccessChargeResult
  }
  confirmVisit: {
    path: { invoice_id: string }
    query: { undo_confirm?: FlexibleBoolean }
    body: {
      updated_by_id?: (string | null)
    }
    reply: ErrorOnlyResult
  }
  updateAppointmentProgress: {
    path: { appointment_id: string }
    query: {  }
    body: {
      progress?: (number | string) | null
      action?: (number | string | null)
      status?: (number | string | null)
      segment_id?: (string | null)
      updated_by_id?: (string | null)
    }
    reply: ErrorOnlyResult
  }
  getAppointmentFormData: {
    path: { appointment_id: string }
    query: { tag_Id: string; view_context: (number | string); version_no: (number | string) }
    body: null
    reply: {
      data: (string | null)
      guest_data: (string | null)
      is_form_submitted: boolean
      error: (ApiError | null)
    }
  }
  listAppointmentForms: {
    path: { appointment_id: string }
    query: { expand?: string }
    body: null
    reply: {
      forms?: AppointmentForm[] | null
      error?: (ApiError | null)
    }
  }
  getQueueAvailableTimes: {
    path: {  }
    query: { availability_by_time_slots?: FlexibleBoolean; skip_catalog_validation?: FlexibleBoolean; skip_kiosk_validation?: FlexibleBoolean }
    body: {
      center_id: string
      guests?: {
        id?: (string | null)
        services?: {
          id: string
          employee_id?: (string | null)
        }[]
        employee_id?: (string | null)
        gender?: (number | null)
      }[]
      services?: ({
        id?: string | null
      }[] | null)
      employee_ids?: (string[] | null)
      consider_online_hours?: boolean | null
    }
    reply: {
      available_times?: QueueEmployeeTime[] | null
      first_available_times?: QueueEmployeeTime[] | null
      available_times_by_guest?: {
        start_time?: string | null
      }[]
      error?: (ApiError | null)
    }
  }
  getCenterWaitTimes: {
    path: {  }
    query: {  }
    body: ({
      center_ids: string[]
    } | {
      geo_fence: {
        latitude: number
        longitude: number
        distance: number
      }
    })
    reply: {
      center_wait_times?: {
        wait_time?: number | null
        id?: string | null
        name?: string | null
        geo_latitude?: string | null
        geo_longitude?: string | null
        status?: string | null
      }[]
      error?: (ApiError | null)
    }
  }
  addToQueue: {
    path: {  }
    query: {  }
    body: {
      center_id: string
      guests: {
        id: string
        services: {
          id: string
          employee_id?: (string | null)
          gender?: (number | null)
        }[]
        notes?: (string | null)
        preferred_time?: (string | null)
      }[]
      host_id?: (string | null)
      group_name?: (string | null)
      booking_source?: (number | null)
      preferred_time?: (string | null)
    }
    reply: {
      is_confirmed?: boolean | null
      invoice_id?: (string | null)
      appointment_group_id?: (string | null)
      bookings?: QueueBookedGuest[] | null
      error?: (ApiError | null)
    }
  }
  listQueue: {
    path: {  }
    query: { CenterId: string; GuestId?: string }
    body: null
    reply: {
      queue: QueueEntry[]
      guest?: unknown | null
      employee?: unknown | null
      error?: (ApiError | null)
    }
  }
}
