/** Members of a guest that are kept as given: nothing computes with them, no query looks for them. */
export interface GuestPhone {
  country_id: number
  number: string
}
export interface GuestDetails {
  personal_info?: {
    work_phone?: GuestPhone | null
    home_phone?: GuestPhone | null
    /** YYYY-MM-DD. */
    date_of_birth?: string | null
    dob_incomplete_year?: string | null
    is_minor?: boolean
    nationality_id?: number
    anniversary_date?: string | null
    lock_guest_custom_data?: boolean
    pan?: string
    preferred_name?: string | null
  }
  address_info?: {
    address_1?: string
    address_2?: string
    city?: string
    country_id?: number
    state_id?: number
    state_other?: string
    zip_code?: string
  }
  preferences?: {
    receive_transactional_email?: boolean
    receive_transactional_sms?: boolean
    receive_marketing_email?: boolean
    receive_marketing_sms?: boolean
    recieve_lp_stmt?: boolean
    opt_in_for_loyalty_program?: boolean
    receive_transactional_whatsapp?: boolean
    preferred_therapist_id?: string | null
    /** consent_state per channel: 0 unset, 1 given, 6 withdrawn. */
    consents?: Partial<Record<ConsentChannel, number>>
  }
  tags?: string[] | null
  referral?: { source_id?: string | null; source_name?: string | null; referred_by_id?: string | null }
  /** The guest's own code for referring others. */
  referral_code?: string
  primary_employee_id?: string | null
  offline_id?: string | null
}
export type ConsentChannel =
  | 'transactional_sms'
  | 'transactional_email'
  | 'marketing_sms'
  | 'marketing_email'
  | 'transactional_whatsapp'
