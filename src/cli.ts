/**
 * chaise start
 * chaise create-organization --name "Aurora Spas" --account aurora --currency USD
 *
 * Works on DATABASE_URL, else on the embedded database of CHAISE_DATA_DIR (stop Chaise first).
 */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createOrganization } from '#areas/admin'
import { readConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { transact } from '#platform/db/transaction.ts'
import { Refusal } from '#platform/refusal.ts'

const USAGE = `usage:
  chaise start
  chaise create-organization --name NAME --account ACCOUNT --currency CODE`

async function addOrganization(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { name: text, account: text, currency: text } })
  const { name, account, currency } = values
  if (!name?.trim() || !account || !/^[a-z0-9-]{2,60}$/i.test(account) || !currency)
    throw new Error(
      `${USAGE}\n\nACCOUNT is 2 to 60 letters, digits and dashes; CODE an ISO 4217 currency such as USD.`,
    )
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir })
  await embedded?.createDatabase('chaise')
  const database = openDatabase({
    connectionString: config.databaseUrl ?? embedded!.connectionString('chaise'),
    max: 2,
  })
  try {
    await migrate(database.db)
    const made = await transact(database.db, (tx) =>
      createOrganization(
        tx,
        { name: name.trim(), accountName: account, currencyCode: currency.toUpperCase() },
        new Date(),
      ),
    )
    console.log(`Organisation  ${made.organizationId}, account ${account}
API key       ${made.apiKey}
App           ${made.appId}, secret ${made.appSecret}

Keep them: they are not shown again. Next: a center, POST /admin/v1/centers (docs/management.md).`)
  } finally {
    await database.end()
    await embedded?.stop()
  }
}

const [command, ...rest] = process.argv.slice(2)
try {
  if (command === 'start' || !command) await import('./main.ts')
  else if (command === 'create-organization') await addOrganization(rest)
  else throw new Error(USAGE)
} catch (error) {
  console.error(
    error instanceof Refusal && error.field ? `${error.field} ${error.message}` : (error as Error).message,
  )
  process.exitCode = 1
}
