/** Works on DATABASE_URL, else on the embedded database of CHAISE_DATA_DIR (stop Chaise first). */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createOrganization } from '#areas/admin'
import { ConfigError, readConfig } from '#platform/config.ts'
import { EmbeddedError, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { transact } from '#platform/db/transaction.ts'
import { Refusal } from '#platform/refusal.ts'
import { CommandError, type Command } from './command.ts'

const usage = `usage: chaise create-organization --name NAME --account ACCOUNT --currency CODE

  --name NAME         what people call it, such as "Aurora Spas"
  --account ACCOUNT   its name at sign-in: 2 to 60 letters, digits and dashes
  --currency CODE     an ISO 4217 currency such as USD

Works on DATABASE_URL, else on the embedded database of CHAISE_DATA_DIR; stop Chaise first then.`

export const command: Command = {
  usage,
  async run(args) {
    try {
      await addOrganization(args)
    } catch (error) {
      if (error instanceof Refusal)
        throw new CommandError(error.field ? `${error.field} ${error.message}` : error.message)
      if (error instanceof ConfigError || error instanceof EmbeddedError)
        throw new CommandError(error.message)
      throw error
    }
  },
}

async function addOrganization(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { name: text, account: text, currency: text } })
  const { name, account, currency } = values
  if (!name?.trim() || !account || !/^[a-z0-9-]{2,60}$/i.test(account) || !currency)
    throw new CommandError(usage)
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
