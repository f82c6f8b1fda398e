/** Shapes the management of staff shares. */
import { Type } from 'typebox'

/** Minutes from local midnight; an end above 1440 runs past it. */
export const ShiftStart = Type.Integer({
  minimum: 0,
  maximum: 1439,
  description: 'minutes from local midnight',
})
export const ShiftEnd = Type.Integer({
  minimum: 1,
  maximum: 2880,
  description: 'minutes from local midnight of the day the shift starts on',
})
