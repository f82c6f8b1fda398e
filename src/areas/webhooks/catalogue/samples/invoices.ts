/** Samples about invoices: a visit paid by card, with a product bought on the way out. */
import type { EventData } from '#platform/events/emit.ts'
import { shareOf } from '#platform/money.ts'
import { utcText } from '#platform/time.ts'
import type { Cast } from '../cast.ts'
import {
  amount,
  centerRef,
  currencyId,
  diallingCode,
  midnightUtc,
  MINUTE,
  NO_CURRENCY,
  phoneCountry,
  taxed,
  therapistName,
  visitBefore,
  whole,
  type Sum,
} from './common.ts'
import { lineOf } from './visits.ts'

const SERVICE = 0
const PRODUCT = 2
const VISA = 11
/** Millionths. */
const TIP_RATE = 150_000

type Closed = EventData<'Invoice.Closed'>['invoice']

const serviceSum = (cast: Cast): Sum => taxed(cast, cast.service.price)
const productSum = (cast: Cast): Sum => taxed(cast, whole(cast, 26))

function totals(cast: Cast): Sum & { total: number } {
  const [service, product] = [serviceSum(cast), productSum(cast)]
  const net = service.net + product.net
  const tax = service.tax + product.tax
  return { net, tax, total: net + tax }
}

function itemOf(
  cast: Cast,
  sum: Sum,
  item: Pick<Closed['invoice_items'][number], 'invoice_item_id' | 'id' | 'name' | 'type' | 'code'>,
): Closed['invoice_items'][number] {
  return {
    ...item,
    price: {
      currency_id: currencyId(cast),
      sales: amount(cast, sum.net),
      tax: amount(cast, sum.tax),
      final: amount(cast, sum.net + sum.tax),
      discount: 0,
    },
    quantity: 1,
    sale_by_id: cast.therapist.id,
    therapist_name: therapistName(cast),
  }
}

/** The one payment, a minute before the event. */
function payment(cast: Cast, at: Date): Closed['transactions'][number] {
  const { total } = totals(cast)
  const tip = shareOf(total, TIP_RATE)
  return {
    transaction_id: cast.ids.transaction,
    payment_date: utcText(new Date(at.getTime() - MINUTE)),
    amount_paid: amount(cast, total),
    total_amount_paid: amount(cast, total + tip),
    tip_amount: amount(cast, tip),
    ssg_amount: 0,
    fee_amount: 0,
    cash_back_amount: 0,
    payment_option: { id: null, name: 'Visa', type: VISA },
    transaction_center: centerRef(cast),
  }
}

export function invoiceClosed(cast: Cast, at: Date): EventData<'Invoice.Closed'> {
  const { guest, center, service } = cast
  const { net, tax, total } = totals(cast)
  return {
    invoice: {
      id: cast.ids.invoice,
      invoice_number: String(cast.numbers.invoice),
      receipt_number: `R${cast.numbers.receipt}`,
      appointment_group_id: cast.ids.appointmentGroup,
      lock: true,
      is_closed: true,
      is_refund: false,
      invoice_date: midnightUtc(cast, at),
      center_id: center.id,
      total_price: {
        currency_id: NO_CURRENCY,
        net_price: amount(cast, net),
        tax: amount(cast, tax),
        rounding_adjustment: 0,
        sum_total: amount(cast, total),
      },
      guest: {
        id: guest.id,
        first_name: guest.first_name,
        last_name: guest.last_name,
        gender: guest.gender,
        code: guest.code,
        mobile_phone: guest.phone ? `+${diallingCode(phoneCountry(cast))} ${guest.phone}` : '',
        // Receivers read either.
        guest_email: guest.email,
        email: guest.email,
      },
      invoice_items: [
        itemOf(cast, serviceSum(cast), {
          invoice_item_id: cast.ids.invoiceItem,
          id: service.id,
          name: service.name,
          type: SERVICE,
          code: service.code,
        }),
        itemOf(cast, productSum(cast), {
          invoice_item_id: cast.ids.productItem,
          id: cast.ids.product,
          name: 'Arnica muscle balm',
          type: PRODUCT,
          code: 'ARNB60',
        }),
      ],
      appointments: [lineOf(cast, visitBefore(cast, at))],
      transactions: [payment(cast, at)],
      group_invoice_id: null,
      invoice_number_prefix: center.code,
      has_redemptions: false,
      gstin: null,
      gst_sequence: null,
      invoice_dues: { total: amount(cast, total), paid: amount(cast, total), balance: 0 },
      environmental_fee: null,
      additional_fields: [],
    },
  }
}

/** Payments come and go while the invoice is open. */
export const payments = (cast: Cast, at: Date): EventData<'Invoice.Payments.Added'> => ({
  invoice_id: cast.ids.invoice,
  is_closed: false,
  transactions: [payment(cast, at)],
})
