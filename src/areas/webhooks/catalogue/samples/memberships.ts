/** Samples about memberships: a year of one treatment a month, collected monthly. */
import type { EventData } from '#platform/events/emit.ts'
import { utcText } from '#platform/time.ts'
import { findCountry, findState, findTimeZone } from '#areas/organizations'
import type { Cast } from '../cast.ts'
import {
  centerRef,
  holderOf,
  midnightUtc,
  plainDate,
  printedNumber,
  purchasePrice,
  taxed,
  therapistName,
  amount,
  whole,
} from './common.ts'

const ACTIVE = 1
const FROZEN = 3
const CANCELLED = 4
const INVOICE_CLOSED = 4
const RECURRING = 1
const VISA = 11
/** freeze_type: the benefits stop, the next payment moves on by the length of the freeze. */
const BENEFITS_STOP = 2
/** freeze_fee_type */
const ONE_TIME = 2
const GRACE_DAYS = 5
const MONTH = 30
const YEAR = 365

const NAME = 'Monthly reset'

/** What all five have in common. */
const common = (cast: Cast, at: Date) => ({
  user_membership_id: cast.ids.userMembership,
  // The id of the sale invoice.
  group_user_membership_id: cast.ids.saleInvoice,
  status: ACTIVE,
  expiry_date: midnightUtc(cast, at, YEAR),
  member_code: `M${cast.numbers.member}`,
})

const saleInvoice = (cast: Cast) => ({
  allow_other_centers_for_action_on_invoices: false,
  item_id: cast.ids.saleItem,
  receipt_no: `R${cast.numbers.saleReceipt}`,
  status: INVOICE_CLOSED,
  id: cast.ids.saleInvoice,
  no: printedNumber(cast, cast.numbers.saleInvoice),
})

const fee = (cast: Cast) => taxed(cast, whole(cast, 95))

const purchase = (cast: Cast, at: Date) => ({
  price: purchasePrice(cast, fee(cast)),
  date: midnightUtc(cast, at),
})

const creditBalance = () => ({ total: 0, service: 0, product: 0, other: 0, comments: null })

const autoRenewal = (cast: Cast) => ({
  selected_option: {
    renew_status: true,
    is_expired: false,
    renew_membership_amount: amount(cast, fee(cast).net),
    id: cast.ids.membership,
    name: NAME,
  },
})

/** `frequncy` and `transfered` are spelled so on the wire. */
const treatments = (cast: Cast) => ({
  total: 12,
  balance: 12,
  used: 0,
  transfered: 0,
  expired: 0,
  frequncy: 'Any',
  last_usage_date: null,
  is_category: false,
  exists_in_current_center: true,
  discount_details: {
    discount_type: 0,
    peak_discount: 0,
    offpeak_discount: 0,
    post_credit_peak_discount: 0,
    post_credit_offpeak_discount: 0,
  },
  price: amount(cast, cast.service.price),
})

const treatment = (cast: Cast) => ({
  sale_as_part_of_package_or_membership_only: false,
  book_with_partial_balance: 1,
  id: cast.service.id,
  name: cast.service.name,
  duration: cast.service.duration,
  has_segments: false,
})

/** Monthly, by card. */
const collection = () => ({
  payment_type: VISA,
  duration: 1,
  duration_type: 1,
  default_payment_info: 'Visa',
})

export function membershipCreated(cast: Cast, at: Date): EventData<'Guest.Membership.Created'> {
  const { center } = cast
  const zone = findTimeZone(center.time_zone)
  return {
    guest_id: cast.guest.id,
    payments: collection(),
    pending_waive_collections: 0,
    next_collection_date: plainDate(cast, at, MONTH),
    grace_period_date: plainDate(cast, at, MONTH + GRACE_DAYS),
    grace_period_days: GRACE_DAYS,
    recurrence_status: ACTIVE,
    sold_by: { id: cast.therapist.id, name: therapistName(cast) },
    payment_history: [],
    has_digital_form: false,
    ...common(cast, at),
    is_refunded: false,
    invoice: saleInvoice(cast),
    membership: {
      code: 'RESET12',
      OTP_required: false,
      'T&C': 'Unused treatments lapse with the year.',
      add_on_members_count: 0,
      redemption_post_expiry_settings: {
        can_select_specific_post_expiry_setting: false,
        redeem_post_expiry: true,
        grace_period_days: GRACE_DAYS,
      },
      guestpass_total: 2,
      guestpass_balance: 2,
      lock_cycles: 0,
      restrict_cross_center_redemption: false,
      type: RECURRING,
      freeze_fee_reason_enabled: false,
      freeze_fee: amount(cast, whole(cast, 10)),
      is_dicount_only_membership: false,
      id: cast.ids.membership,
      name: NAME,
    },
    recurring_details: null,
    purchase: purchase(cast, at),
    tc_acceptedon: utcText(at),
    members: [holderOf(cast)],
    credit_balance: creditBalance(),
    center: {
      ...centerRef(cast),
      location: {
        address_1: center.address,
        address_2: null,
        city: center.city,
        state: findState(center.state_id ?? -1)?.name ?? null,
        country: findCountry(center.country_id)?.name ?? null,
      },
      time_zone: {
        id: zone.id,
        name: zone.name,
        standard_name: zone.standardName,
        identifier_name: center.time_zone,
        abbreviation: null,
      },
    },
    service_balance: [
      {
        service: { ...treatment(cast), item_type: 0 },
        ...treatments(cast),
        redeemable_balance: 1,
        accrued_on: midnightUtc(cast, at),
      },
    ],
    auto_renewal: autoRenewal(cast),
    product_balance: [],
  }
}

/** From tomorrow, for two weeks: until then the benefits can be used. */
export const membershipFrozen = (cast: Cast, at: Date): EventData<'Guest.Membership.Freeze'> => ({
  ...common(cast, at),
  recurrence_status: FROZEN,
  center: centerRef(cast),
  next_collection_date: plainDate(cast, at, MONTH + 14),
  freeze: {
    start_date: midnightUtc(cast, at, 1),
    end_date: midnightUtc(cast, at, 15),
    type: BENEFITS_STOP,
    fee: amount(cast, whole(cast, 10)),
    fee_type: ONE_TIME,
    comments: 'Away for two weeks',
    froze_by: therapistName(cast),
  },
})

export const membershipUnfrozen = (cast: Cast, at: Date): EventData<'Guest.Membership.Unfreeze'> => ({
  ...common(cast, at),
  recurrence_status: ACTIVE,
  center: centerRef(cast),
  next_collection_date: plainDate(cast, at, MONTH),
})

/** Entered today, in force at the end of the paid month: the membership is still active. */
export const membershipCancelled = (cast: Cast, at: Date): EventData<'Guest.Membership.Cancelled'> => ({
  ...common(cast, at),
  recurrence_status: CANCELLED,
  center: centerRef(cast),
  grace_period_date: plainDate(cast, at, MONTH + GRACE_DAYS),
  grace_period_days: GRACE_DAYS,
  cancel: {
    cancel_initiated_date: utcText(at),
    cancel_date: midnightUtc(cast, at, MONTH),
    termination_date: midnightUtc(cast, at, MONTH),
    reason: 'Moves to another city',
    cancelled_by: therapistName(cast),
  },
})

export const membershipReinstated = (cast: Cast, at: Date): EventData<'Guest.Membership.Reinstate'> => ({
  ...common(cast, at),
  payments: collection(),
  pending_waive_collections: 0,
  next_collection_date: plainDate(cast, at, MONTH),
  grace_period_date: plainDate(cast, at, MONTH + GRACE_DAYS),
  grace_period_days: GRACE_DAYS,
  recurrence_status: ACTIVE,
  has_digital_form: false,
  is_refunded: false,
  invoice: saleInvoice(cast),
  membership: {
    code: 'RESET12',
    OTP_required: false,
    'T&C': 'Unused treatments lapse with the year.',
    redemption_post_expiry_settings: {
      can_select_specific_post_expiry_setting: false,
      redeem_post_expiry: true,
    },
    type: RECURRING,
    id: cast.ids.membership,
    name: NAME,
  },
  purchase: purchase(cast, at),
  members: [holderOf(cast)],
  credit_balance: creditBalance(),
  center: centerRef(cast),
  service_balance: [{ service: treatment(cast), ...treatments(cast) }],
  auto_renewal: autoRenewal(cast),
})

/** A friend comes along to a class. Here `transferred` and `frequency` are spelled as in a dictionary. */
export const guestPassRedeemed = (cast: Cast, at: Date): EventData<'Guestpass.redeemed'> => ({
  id: cast.ids.redemption.toUpperCase(),
  date: utcText(at),
  guestpass_id: cast.ids.guestPass,
  guest_id: cast.guest.id,
  session_id: cast.numbers.session,
  invoice_id: cast.ids.invoice,
  user_membership_id: cast.ids.userMembership,
  membership: { id: cast.ids.membership, name: NAME },
  is_category: false,
  total: 2,
  balance: 1,
  used: 1,
  transferred: 0,
  expired: 0,
  frequency: 'Any',
})
