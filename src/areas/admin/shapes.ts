/** Shapes that the whole management API shares. */
import { Type, type TSchema } from 'typebox'
import { minor, units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'

export const Guid = Type.String({ format: 'uuid' })
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** A name or code that says something. */
export const words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
/** Amount in units of the currency. */
export const Amount = Type.Number({ minimum: 0, maximum: 1_000_000_000 })
/** Percent with up to four decimals. */
export const Percent = Type.Number({ minimum: 0, maximum: 100 })
export const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

export const pageQuery = { page: Type.Optional(Type.Integer()), size: Type.Optional(Type.Integer()) }
export const PageInfo = Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() })

export const Success = Type.Object({ success: Type.Boolean() })
/** Answer of a removal: what is in use or has a history is kept, with `is_active` false. */
export const Removed = Type.Object({
  success: Type.Boolean(),
  deactivated: Type.Boolean({ description: 'kept because something refers to it, only out of use' }),
})
export const removed = ({ deactivated }: { deactivated: boolean }) => ({ success: true, deactivated })

/** Minor units of an amount in units of the currency; throws invalid_input for more decimals than it has. */
export function readAmount(amount: number, exponent: number, field: string): number {
  const read = minor(amount, exponent)
  if (units(read, exponent) !== amount)
    refuse('invalid_input', { field, detail: `has more than ${exponent} decimals` })
  return read
}

/** Percent → millionths: 8.25 is 82 500. Throws invalid_input for more than four decimals. */
export const readRate = (percent: number, field: string): number => readAmount(percent, 4, field)
export const percentOf = (rate: number): number => units(rate, 4)
