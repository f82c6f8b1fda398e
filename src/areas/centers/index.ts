/** Centers: where the organisation works, its hours and booking rules. */
import type { Operation } from '#platform/http/operation.ts'

export { readCenterDay, readCenterDays, type CenterDay, type OpenHours } from './days.ts'
export { findCenter, getCenter, type Center } from './store.ts'
export { CENTER_DEFAULTS, type CenterSettings, type FeeRule } from './settings.ts'

export const centerOperations: Operation[] = []
