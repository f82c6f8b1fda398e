/** /admin/v1/webhooks/{webhook_id}/rotate_secret and /previous_secret. */
import { managementOperation } from '#platform/http/operation.ts'
import { dropPreviousSecret, rotateSecret } from '#areas/webhooks'
import {
  contextOf,
  found,
  mayWrite,
  noWebhook,
  onWire,
  refusals,
  Webhook,
  WebhookWithSecret,
} from './shapes.ts'

export const rotate = managementOperation(
  'rotateWebhookSecret',
  'POST /admin/v1/webhooks/{webhook_id}/rotate_secret',
  {
    summary: 'Give a webhook a new secret, shown this once; the one before it signs too for a day',
    reply: WebhookWithSecret,
  },
  {
    who: mayWrite,
    refusals,
    async handler({ path }, scope) {
      const { tx, organizationId } = scope
      const secret = (await rotateSecret(tx, contextOf(scope), path.webhook_id!)) ?? noWebhook()
      return { ...onWire(await found(tx, organizationId, path.webhook_id!), scope), secret }
    },
  },
)

export const dropPrevious = managementOperation(
  'deletePreviousWebhookSecret',
  'DELETE /admin/v1/webhooks/{webhook_id}/previous_secret',
  { summary: 'End the overlap after a rotation: from now on only the new secret signs', reply: Webhook },
  {
    who: mayWrite,
    refusals,
    async handler({ path }, scope) {
      const { tx, organizationId } = scope
      if (!(await dropPreviousSecret(tx, contextOf(scope), path.webhook_id!))) noWebhook()
      return onWire(await found(tx, organizationId, path.webhook_id!), scope)
    },
  },
)
