/** The mail to those who can mend it, when a webhook was switched off by itself. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { queueMail } from '#platform/mail.ts'
import type { SwitchedOff } from './delivery/outcomes.ts'

const MOST_RECIPIENTS = 20

/** Part of the transaction that switches it off. `baseUrl`: where people reach this installation. */
export async function mailSwitchedOff(
  tx: Tx,
  { organizationId, webhookId, name, failuresInRow, cause }: SwitchedOff,
  now: Date,
  baseUrl: string,
): Promise<void> {
  const why =
    cause === 'gone'
      ? 'its receiver answered 410 Gone, which says that nothing more is wanted there'
      : `the last ${failuresInRow} events in a row could not be delivered`
  await queueMail(
    tx,
    organizationId,
    {
      to: await recipientsOf(tx, organizationId),
      subject: `Webhook "${name}" was switched off`,
      text: [
        `The webhook "${name}" (${webhookId}) has been switched off for now: ${why}.`,
        '',
        'What was sent and what the receiver answered:',
        `${baseUrl}/admin/v1/deliveries?webhook_id=${webhookId}&state=failed`,
        '',
        'Once the receiver works again, activate the webhook from the list of inactive ones. You can have the',
        'events it missed sent to it in the same step:',
        `PATCH ${baseUrl}/admin/v1/webhooks/${webhookId}  {"is_active": true, "replay_missed": true}`,
        '',
      ].join('\n'),
    },
    now,
  )
}

/** Those who may change webhooks everywhere in the organisation and have an address. */
async function recipientsOf(tx: Tx, organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct lower(e.email) as email
    from security_roles r
    join employee_security_roles h on h.organization_id = r.organization_id and h.role_id = r.id and h.center_id is null
    join employees e on e.organization_id = h.organization_id and e.id = h.employee_id
    where r.organization_id = ${organizationId} and r.rights && array['*', 'webhooks:write']
      and e.email is not null and e.is_active and not e.is_deleted
    order by email limit ${MOST_RECIPIENTS}`.execute(tx)
  return rows.map((row) => row.email)
}
