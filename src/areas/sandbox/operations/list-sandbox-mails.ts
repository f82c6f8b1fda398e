import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { listMails } from '#platform/mail.ts'
import { sandboxOf, sandboxRefusals } from '../mode.ts'

export const listSandboxMails = managementOperation(
  'listSandboxMails',
  'GET /admin/v1/sandbox/mailbox',
  {
    summary: 'Mails that were written, sent or not, latest first',
    query: Type.Object({
      page: Type.Optional(Type.Integer()),
      size: Type.Optional(Type.Integer()),
    }),
    reply: Type.Object({
      mails: Type.Array(
        Type.Object({
          id: Type.String(),
          to: Type.Array(Type.String()),
          subject: Type.String(),
          text: Type.String(),
          created_at: Type.String(),
          sent_at: Type.Union([Type.String(), Type.Null()], {
            description: 'When an SMTP server took it; null where none is configured',
          }),
          attempts: Type.Integer(),
          error: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: { right: 'management:read' },
    refusals: sandboxRefusals,
    async handler({ query }, scope) {
      sandboxOf(scope)
      const page = readPage(query)
      const { mails, total } = await listMails(scope.db, scope.organizationId, page)
      return {
        mails: mails.map((mail) => ({
          id: mail.id,
          to: mail.recipients,
          subject: mail.subject,
          text: mail.body,
          created_at: mail.created_at.toISOString(),
          sent_at: mail.sent_at?.toISOString() ?? null,
          attempts: mail.attempts,
          error: mail.error,
        })),
        page_info: pageInfo(total, page),
      }
    },
  },
)
