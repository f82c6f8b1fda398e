import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { probeWebhook } from '#areas/webhooks'
import { found, mayWrite, Nullable, refusals } from './shapes.ts'

export const testCall = managementOperation(
  'testWebhook',
  'POST /admin/v1/webhooks/{webhook_id}/test',
  {
    summary: 'Call the receiver once, without body and signature; any 2xx passes',
    reply: Type.Object({
      passed: Type.Boolean(),
      milliseconds: Type.Integer(),
      http_status: Nullable.count,
      error_class: Nullable.text,
      error: Nullable.text,
      response_body: Nullable.text,
      response_cut: Type.Boolean(),
    }),
  },
  {
    who: mayWrite,
    refusals,
    outsideTransaction: true,
    async handler({ path }, { db, organizationId, secretKey, now, allowPrivate }) {
      const webhook = await found(db, organizationId, path.webhook_id!)
      const result = await probeWebhook(webhook, { secretKey, now, allowPrivate })
      return {
        passed: result.passed,
        milliseconds: result.milliseconds,
        http_status: result.status,
        error_class: result.errorClass,
        error: result.error,
        response_body: result.responseBody,
        response_cut: result.responseCut,
      }
    },
  },
)
