export { countMissed, type Missed } from './missed.ts'
export { createReplay, getReplay, listReplays, type ReplayRequest } from './replays.ts'
export { resendDelivery } from './resend.ts'
export { feedReplays, type Feed } from './step.ts'
