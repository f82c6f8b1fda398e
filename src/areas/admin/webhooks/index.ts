/** /admin/v1/webhooks: who is told of what, where and how; how that goes, and sending again. */
import type { Operation } from '#platform/http/operation.ts'
import { create } from './create-webhook.ts'
import { remove } from './delete-webhook.ts'
import { statistics } from './get-webhook-statistics.ts'
import { get } from './get-webhook.ts'
import { list } from './list-webhooks.ts'
import * as replays from './replays.ts'
import { dropPrevious, rotate } from './secrets.ts'
import { testCall } from './test-webhook.ts'
import { update } from './update-webhook.ts'

export const webhooksManagement: Operation[] = [
  create,
  list,
  get,
  update,
  remove,
  rotate,
  dropPrevious,
  testCall,
  statistics,
  replays.create,
  replays.list,
  replays.get,
]
