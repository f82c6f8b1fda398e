/** What late cancelling and not showing up costs at a center. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { changeCenter, reachCenter, type Center, type FeeRule } from '#areas/centers'
import { orNull, readAmount } from '../shapes.ts'

const Fee = orNull(
  Type.Object({
    kind: Type.Union([
      Type.Literal('list_price_percent'),
      Type.Literal('price_percent'),
      Type.Literal('amount'),
    ]),
    value: Type.Number({
      minimum: 0,
      maximum: 1_000_000_000,
      description: 'Percent, or units of the currency',
    }),
  }),
)
const Policies = Type.Object({
  cancellation_fee: Fee,
  cancellation_window_hours: Type.Integer({
    minimum: 0,
    maximum: 8760,
    description: 'Cancelling earlier is free',
  }),
  no_show_fee: Fee,
  comments_mandatory: Type.Boolean({ description: 'Cancelling and not showing up need a comment' }),
})
type EnteredFee = Static<typeof Fee>

const exponentOf = (center: Center): number => findCurrencyByCode(center.currency_code)!.exponent

const showFee = (fee: FeeRule | null, exponent: number): EnteredFee =>
  fee && { kind: fee.kind, value: fee.kind === 'amount' ? units(fee.value, exponent) : fee.value / 100 }

/** Percents are kept in hundredths, amounts in minor units; finer ones are refused rather than rounded. */
function readFee(fee: EnteredFee, field: string, exponent: number): FeeRule | null {
  if (!fee) return null
  if (fee.kind !== 'amount' && fee.value > 100)
    refuse('invalid_input', { field: `${field}.value`, detail: 'is more than 100 percent' })
  const digits = fee.kind === 'amount' ? exponent : 2
  return { kind: fee.kind, value: readAmount(fee.value, digits, `${field}.value`) }
}

const show = (center: Center): Static<typeof Policies> => ({
  cancellation_fee: showFee(center.settings.cancellation_fee, exponentOf(center)),
  cancellation_window_hours: center.settings.cancellation_window_hours,
  no_show_fee: showFee(center.settings.no_show_fee, exponentOf(center)),
  comments_mandatory: center.settings.comments_mandatory,
})

export const getCenterPolicies = managementOperation(
  'getCenterPolicies',
  'GET /admin/v1/centers/{center_id}/policies',
  { summary: 'Fees and terms of cancelling and not showing up', reply: Policies },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId, caller }) {
      const center = await reachCenter(db, organizationId, caller, path.center_id!)
      return show(center)
    },
  },
)

export const replaceCenterPolicies = managementOperation(
  'replaceCenterPolicies',
  'PUT /admin/v1/centers/{center_id}/policies',
  { summary: 'Enter fees and terms of cancelling and not showing up', body: Policies, reply: Policies },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const center = await reachCenter(tx, organizationId, caller, path.center_id!)
      const exponent = exponentOf(center)
      const settings = {
        ...body,
        cancellation_fee: readFee(body.cancellation_fee, 'cancellation_fee', exponent),
        no_show_fee: readFee(body.no_show_fee, 'no_show_fee', exponent),
      }
      return show(await changeCenter(tx, organizationId, center.id, { settings }, now))
    },
  },
)
