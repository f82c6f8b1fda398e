/** Members of a guest that are kept as given: nothing computes with them beyond what the indexes look for. */
export interface GuestPhone {
  country_id: number
  /** National number, digits. */
  number: string
  /** The number as it is looked for, see phoneKey; absent on phones kept before there was one. */
  key?: string
}
export interface GuestDetails {
  /** The employee whose profile this is; such a guest follows the employee. */
  employee_id?: string
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
  preferences?: Partial<Record<ReceiveSwitch, boolean>> & {
    preferred_therapist_id?: string | null
    /** consent_state per channel: 0 unset, 1 given, 6 withdrawn. */
    consents?: Partial<Record<ConsentChannel, number>>
  }
  tags?: string[] | null
  referral?: { source_id?: string | null; source_name?: string | null; referred_by_id?: string | null }
  /** The guest's own code for referring others: made once, never changed. */
  referral_code?: string
  primary_employee_id?: string | null
  offline_id?: string | null
  /** Why mails to the guest's address do not go out, such as a bounce; absent: they do. */
  email_blocked?: string
}
export type ConsentChannel =
  'transactional_sms' | 'transactional_email' | 'marketing_sms' | 'marketing_email' | 'transactional_whatsapp'

/** Switches of what the guest receives; the loyalty statement's name is misspelt on the wire. */
export type ReceiveSwitch = `receive_${ConsentChannel}` | 'recieve_lp_stmt' | 'opt_in_for_loyalty_program'

export const CONSENT_CHANNELS: readonly ConsentChannel[] = [
  'transactional_email',
  'transactional_sms',
  'transactional_whatsapp',
  'marketing_email',
  'marketing_sms',
]
