import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { readCredentials, writeCredentials } from './credentials.ts'

export const command: Command = {
  usage: `usage: chaise logout

Forgets the server and key of chaise login. The signing secret of chaise listen stays.`,
  async run(args) {
    parseArgs({ args, options: {} })
    const { url, key: _, ...rest } = readCredentials()
    if (!url) return console.log('You were not signed in.')
    writeCredentials(rest)
    console.log(`Signed out of ${url}.`)
  },
}
