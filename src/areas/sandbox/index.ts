/** The sandbox: a clock that can be moved, demo data, reset. */
import type { Operation } from '#platform/http/operation.ts'

export { followClock } from './clock-follower.ts'
export { seedDemo, type DemoAccess } from './seed.ts'

export const sandboxOperations: Operation[] = []
