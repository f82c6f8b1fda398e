/**
 * Mail. What is to be sent is a row, written in the transaction of its cause; a worker hands it to an SMTP
 * server, at least once. Without a server it stays in the table, which a sandbox shows as a mailbox.
 */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Db, Tx } from './db/database.ts'
import { newId } from './ids.ts'
import { startSweep } from './jobs.ts'

export interface MailRow {
  organization_id: string
  id: string
  recipients: string[]
  subject: string
  body: string
  created_at: Date
  due_at: Date
  attempts: number
  claimed_until: Date | null
  sent_at: Date | null
  error: string | null
}

declare module './db/database.ts' {
  interface Database {
    mails: MailRow
  }
}

export interface Mail {
  /** Addresses; a mail to nobody is kept and not sent. */
  to: readonly string[]
  subject: string
  /** Plain text. */
  text: string
}

/** Leaves a mail to be sent once the change is committed. */
export async function queueMail(tx: Tx, organizationId: string, mail: Mail, now: Date): Promise<void> {
  await tx
    .insertInto('mails')
    .values({
      organization_id: organizationId,
      id: newId(now),
      recipients: [...mail.to],
      // A line break would end the header it stands in.
      subject: mail.subject.replace(/\s+/g, ' ').slice(0, 200),
      body: mail.text,
      created_at: now,
      due_at: now,
      attempts: 0,
      claimed_until: null,
      sent_at: null,
      error: null,
    })
    .execute()
}

const MOST_ATTEMPTS = 12
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000
/** Longer than a batch can take with a server that hangs at every step. */
const LEASE = '5 minutes'
const BATCH = 5
const CONNECT_MS = 10_000
const SILENCE_MS = 20_000
/** A server that hangs must not hold up the end of the process; its mail is sent again after the lease. */
const STOP_MS = 3_000

/** Hands over one message; throws when the server does not take it. */
export type SendMail = (mail: Mail & { id: string }) => Promise<void>

/** Over SMTP. `url` as nodemailer reads it: smtp://user:password@host:587 or smtps://…; `from` a plain or named address. */
export async function smtpSender(url: string, from: string): Promise<SendMail> {
  // Loaded when it is needed: most installations on one machine send no mail.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(
    { url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    { from },
  )
  return async ({ to, subject, text, id }) => {
    await transport.sendMail({ to: [...to], subject, text, messageId: `<${id}@chaise>` })
  }
}

/** Sends what is due, once. Returns how many mails the server took. */
export async function sendDueMails(db: Db, now: Date, send: SendMail, log: Logger): Promise<number> {
  const { rows } = await sql<MailRow>`
    /* any organisation */ update mails m set claimed_until = clock_timestamp() + interval '${sql.raw(LEASE)}'
    from (
      select organization_id, id from mails
      where sent_at is null and due_at <= ${now} and attempts < ${MOST_ATTEMPTS} and cardinality(recipients) > 0
        and (claimed_until is null or claimed_until <= clock_timestamp())
      order by due_at limit ${BATCH} for update skip locked
    ) due
    where m.organization_id = due.organization_id and m.id = due.id returning m.*`.execute(db)
  let sent = 0
  for (const mail of rows) {
    const { organization_id: organizationId, id, recipients: to, subject, body: text } = mail
    const error = await send({ id, to, subject, text }).then(
      () => null,
      (failure: unknown) => String((failure as Error).message ?? failure).slice(0, 500),
    )
    if (error) log.warn({ organizationId, mailId: id, error }, 'a mail could not be sent')
    else sent++
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** mail.attempts)
    await db
      .updateTable('mails')
      .set({
        attempts: mail.attempts + 1,
        claimed_until: null,
        error,
        ...(error ? { due_at: new Date(now.getTime() + wait) } : { sent_at: now }),
      })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  }
  return sent
}

/** Mails of an organisation, latest first. */
export async function listMails(
  db: Db,
  organizationId: string,
  { size, offset }: { size: number; offset: number },
): Promise<{ mails: MailRow[]; total: number }> {
  const { rows } = await sql<MailRow & { total: number }>`
    select m.*, count(*) over () as total from mails m where organization_id = ${organizationId}
    order by id desc limit ${size} offset ${offset}`.execute(db)
  if (rows.length || !offset) return { mails: rows, total: rows[0]?.total ?? 0 }
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from mails where organization_id = ${organizationId}`.execute(db)
  return { mails: [], total: counted[0]!.total }
}

/** Forgets mails from before a moment, sent or not. */
export async function pruneMails(db: Db, olderThan: Date): Promise<void> {
  await sql`/* any organisation */ delete from mails where created_at < ${olderThan}`.execute(db)
}

export interface MailerOptions {
  db: Db
  clock: Clock
  log: Logger
  send: SendMail
}

/** Sends in the background for as long as the process runs. */
export function startMailer({ db, clock, log, send }: MailerOptions): { stop(): Promise<void> } {
  const sweep = startSweep({
    name: 'mail',
    everyMs: 5_000,
    log,
    work: () => sendDueMails(db, clock.now(), send, log),
  })
  return {
    stop: () =>
      Promise.race([sweep.stop(), new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]),
  }
}
