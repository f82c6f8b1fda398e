import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { deleteWebhook } from '#areas/webhooks'
import { mayWrite, noWebhook, refusals } from './shapes.ts'

export const remove = managementOperation(
  'deleteWebhook',
  'DELETE /admin/v1/webhooks/{webhook_id}',
  {
    summary: 'Delete a webhook; what waits for it is not sent any more, its log stays',
    reply: Type.Object({ success: Type.Boolean() }),
  },
  {
    who: mayWrite,
    refusals,
    async handler({ path }, { tx, organizationId, now }) {
      if (!(await deleteWebhook(tx, organizationId, path.webhook_id!, now))) noWebhook()
      return { success: true }
    },
  },
)
