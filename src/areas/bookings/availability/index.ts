/** Availability: pure functions of a center-day snapshot and a booking request. */
export { findSlots, placeAt } from './find-slots.ts'
export { explainTime } from './explain.ts'
export { defaultTolerance } from './tolerance.ts'
export { firstWallMinutes, wallMinuteAt } from './grid.ts'
export * from './types.ts'
