/** /admin/v1/deliveries: what was sent to whom, how it went, and once more. */
import type { Operation } from '#platform/http/operation.ts'
import { get } from './get-delivery.ts'
import { list } from './list-deliveries.ts'
import { resend } from './resend-delivery.ts'

export const deliveriesManagement: Operation[] = [list, get, resend]
