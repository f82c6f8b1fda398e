import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { createWebhook, updateWebhook } from '#areas/webhooks'
import {
  contextOf,
  Fields,
  found,
  mayWrite,
  onWire,
  OptionalFields,
  readSettings,
  refusals,
  WebhookWithSecret,
} from './shapes.ts'

export const create = managementOperation(
  'createWebhook',
  'POST /admin/v1/webhooks',
  {
    summary: 'Create a webhook; the answer shows its secret this once',
    body: Type.Object({
      name: Fields.name,
      url: Fields.url,
      events: Fields.events,
      ...OptionalFields.properties,
    }),
    reply: WebhookWithSecret,
  },
  {
    who: mayWrite,
    refusals,
    async handler({ body }, scope) {
      const { tx, organizationId } = scope
      const { isPaused, ...settings } = await readSettings(tx, organizationId, body)
      const { name, url, events } = body
      const { id, secret } = await createWebhook(tx, contextOf(scope), { ...settings, name, url, events })
      if (isPaused) await updateWebhook(tx, contextOf(scope), id, { isPaused })
      return { ...onWire(await found(tx, organizationId, id), scope), secret }
    },
  },
)
