/** The demo organisation of a fresh installation, and how to get into it. */
import { sql } from 'kysely'
import type { Clock } from '#platform/clock.ts'
import { hashPassword } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { lockUntilCommit, transact } from '#platform/db/transaction.ts'
import { openAccess, prepareAccess, renewAccess, type AccessConfig, type KnownAccess } from './access.ts'
import { ORGANIZATION } from './seed/data/organization.ts'
import { PEOPLE } from './seed/data/staff.ts'
import { buildDemo } from './seed/demo.ts'
import { APP_ID, ORGANIZATION_ID } from './seed/rows.ts'
import { writeDemo } from './seed/write.ts'

/** What the start shows. A text in parentheses stands for what only another data directory knows. */
export interface DemoAccess {
  apiKey: string
  accountName: string
  userName: string
  password: string
  appId: string
  appSecret: string
}

/** Who makes or remakes the demo holds this until the commit; the next one finds it done. */
export const lockSeeding = (tx: Tx): Promise<void> => lockUntilCommit(tx, 'demo data')

/**
 * Makes the demo in a database without any organisation; later starts find it and only tell the access.
 * Null: there are organisations, but not the demo; they are left alone. Any number of processes may start at once.
 */
export function seedDemo(
  { database, clock }: { database: { db: Db }; clock: Clock },
  config: AccessConfig,
): Promise<DemoAccess | null> {
  return transact(database.db, async (tx) => {
    await lockSeeding(tx)
    const now = clock.now()
    const { rows } = await sql<{ organization_id: string }>`
      select /* any organisation */ organization_id from organizations
      order by organization_id <> ${ORGANIZATION_ID} limit 1`.execute(tx)
    const found = rows[0]?.organization_id
    if (found === ORGANIZATION_ID) return show(await renewAccess(tx, config, now))
    if (found) return null
    const access = prepareAccess(config)
    await writeDemo(tx, buildDemo(now, await hashPassword(access.password)))
    await openAccess(tx, config, access, now)
    return show(access)
  })
}

const ELSEWHERE = '(set at the first start, not known in this data directory)'

const show = ({ apiKey, password, appSecret }: KnownAccess): DemoAccess => ({
  apiKey,
  accountName: ORGANIZATION.accountName,
  userName: PEOPLE.find((person) => person.role === 'Owner')!.userName!,
  password: password ?? ELSEWHERE,
  appId: APP_ID,
  appSecret: appSecret ?? ELSEWHERE,
})
