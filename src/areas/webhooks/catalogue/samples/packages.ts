/** Samples about series packages: five treatments and a balm, valid for half a year. */
import type { EventData } from '#platform/events/emit.ts'
import { splitByWeights } from '#platform/money.ts'
import { utcText } from '#platform/time.ts'
import type { Cast } from '../cast.ts'
import {
  amount,
  centerRef,
  daysBefore,
  midnightUtc,
  printedNumber,
  purchasePrice,
  taxed,
  therapistName,
  whole,
} from './common.ts'

const ACTIVE = 1
/** user_package_state */
const SALE_CLOSED = 0
const IN_PROCESSING = 2
/** invoice_status */
const INVOICE_OPEN = 0
const INVOICE_CLOSED = 4
/** benefit_scope: one service or product. */
const ONE_THING = 2
const SERIES = 0
const VALID_DAYS = 180
const GRACE_DAYS = 14
const TREATMENTS = 5

const price = (cast: Cast) => taxed(cast, cast.service.price * (TREATMENTS - 1) + whole(cast, 20))

/** The package as each of the five events carries it; `sold` is the moment of the sale. */
const userPackage = (cast: Cast, sold: Date, isClosed: boolean) => ({
  user_package_id: cast.ids.userPackage,
  status: ACTIVE,
  user_package_state: isClosed ? SALE_CLOSED : IN_PROCESSING,
  invoice: {
    status: isClosed ? INVOICE_CLOSED : INVOICE_OPEN,
    // Until the invoice is closed there is no receipt.
    receipt_no: isClosed ? `R${cast.numbers.saleReceipt}` : '0',
    id: cast.ids.saleInvoice,
    no: printedNumber(cast, cast.numbers.saleInvoice),
  },
  package: {
    code: 'FIVE-STONES',
    is_OTP_required: false,
    type: SERIES,
    id: cast.ids.package,
    name: 'Five stones',
  },
  purchase: { price: purchasePrice(cast, price(cast)), date: utcText(sold) },
  date: {
    end_date_with_grace: midnightUtc(cast, sold, VALID_DAYS + GRACE_DAYS),
    start: midnightUtc(cast, sold),
    end: midnightUtc(cast, sold, VALID_DAYS),
  },
  schedule: { completed_schedules: null, next_schedule_date: null },
  center: centerRef(cast),
  is_refunded: false,
  sale_invoice: { id: null, no: null },
  lookup_package_user_id: null,
  start_validity_at_first_redemption: false,
  never_expires: false,
  has_first_redemption: false,
  expiration_days: VALID_DAYS,
})

export function packageCreated(cast: Cast, at: Date): EventData<'Guest.Package.Created'> {
  // What was paid, spread over what was bought by its worth.
  const weights = [...Array<number>(TREATMENTS).fill(cast.service.price + 1), whole(cast, 26)]
  const shares = splitByWeights(price(cast).net, weights)
  const product = shares.at(-1)!
  const services = shares.slice(0, -1).reduce((sum, share) => sum + share, 0)
  const each = shares[0]!
  return {
    ...userPackage(cast, at, false),
    services: [
      {
        service_type_info: {
          service_category_type: ONE_THING,
          id: cast.service.id,
          name: cast.service.name,
          duration: cast.service.duration,
          has_segments: false,
        },
        exists_in_current_center: true,
        total: TREATMENTS,
        used: 0,
        balance: TREATMENTS,
        balance_amount: amount(cast, services),
        price: amount(cast, cast.service.price),
        package_service_price: amount(cast, each),
        sale_as_part_of_package_or_membership_only: false,
        book_with_partial_balance: 1,
      },
    ],
    products: [
      {
        product_type_info: {
          product_category_type: ONE_THING,
          id: cast.ids.product,
          name: 'Arnica muscle balm',
        },
        exists_in_current_center: true,
        total: 1,
        used: 0,
        balance: 1,
        balance_amount: amount(cast, product),
        price: amount(cast, whole(cast, 26)),
        package_product_price: amount(cast, product),
      },
    ],
  }
}

/** Where and with whom a benefit was used: on the invoice of today's visit, which is still open. */
const use = (cast: Cast, at: Date, itemId: string) => ({
  invoice: {
    status: INVOICE_OPEN,
    id: cast.ids.invoice,
    no: printedNumber(cast, cast.numbers.invoice),
    item_id: itemId,
  },
  therapist: { id: cast.therapist.id, name: therapistName(cast) },
  // A form of its own: a blank in the middle and three digits behind the seconds.
  usage_date: `${midnightUtc(cast, at).replace('T', ' ')}.000`,
  center: centerRef(cast),
})

/** The package was bought a fortnight ago. */
const redeemed = (cast: Cast, at: Date) => ({
  ...userPackage(cast, daysBefore(at, 14), true),
  has_first_redemption: true,
})

const serviceUses = (cast: Cast, at: Date) => [
  {
    ...use(cast, at, cast.ids.invoiceItem),
    service: { id: cast.service.id, name: cast.service.name },
    service_type_info: { service_category_type: ONE_THING, id: cast.service.id, name: cast.service.name },
  },
]
const productUses = (cast: Cast, at: Date) => {
  const product = { id: cast.ids.product, name: 'Arnica muscle balm' }
  return [
    {
      ...use(cast, at, cast.ids.productItem),
      product,
      product_type_info: { product_category_type: ONE_THING, ...product },
    },
  ]
}

export const packageRedeemed = (cast: Cast, at: Date): EventData<'Guest.Package.Redemption'> => ({
  ...redeemed(cast, at),
  service_redemptions: serviceUses(cast, at),
  product_redemptions: productUses(cast, at),
})

export const packageGivenBack = (cast: Cast, at: Date): EventData<'Guest.Package.RedemptionReversal'> => ({
  ...redeemed(cast, at),
  service_redemptions_reversal: serviceUses(cast, at),
  product_redemptions_reversal: productUses(cast, at),
})

/** The sale invoice was closed. */
export const packageStatus = (cast: Cast, at: Date): EventData<'Guest.Package.StatusUpdate'> =>
  userPackage(cast, at, true)

/** A month was added to a package bought a fortnight ago. */
export function packageValidity(cast: Cast, at: Date): EventData<'Guest.Package.ValidityUpdate'> {
  const data = redeemed(cast, at)
  const sold = daysBefore(at, 14)
  return {
    ...data,
    date: {
      ...data.date,
      end_date_with_grace: midnightUtc(cast, sold, VALID_DAYS + 30 + GRACE_DAYS),
      end: midnightUtc(cast, sold, VALID_DAYS + 30),
    },
    expiration_days: VALID_DAYS + 30,
  }
}
