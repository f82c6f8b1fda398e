import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { CommandError, type Command } from './command.ts'
import { connectionOptions, DEFAULT_URL, reach, readUrl, refusalOf } from './connection.ts'
import { credentialsFile, readCredentials, writeCredentials } from './credentials.ts'

export const command: Command = {
  usage: `usage: chaise login [--url URL] [--key KEY]

Tries an API key and keeps it, with the address of its server, for the other commands.

  --url URL           the server; else CHAISE_URL or ${DEFAULT_URL}
  --key KEY           the key; unless given it is asked for and not shown while you type

Both are kept in $XDG_CONFIG_HOME/chaise/credentials.json, else ~/.config, readable for you alone.`,
  async run(args) {
    const { values } = parseArgs({ args, options: connectionOptions })
    const url = readUrl(values.url ?? (process.env.CHAISE_URL || DEFAULT_URL))
    const key = (values.key ?? (await askForKey(url))).trim()
    if (!/^[\x21-\x7e]+$/.test(key)) throw new CommandError('That is not an API key.')
    const response = await reach({ url, key }, '/admin/v1/events?size=1', {
      signal: AbortSignal.timeout(30_000),
    })
    // Known, but not for events: it may be good for others.
    const isLimited = response.status === 403
    if (!response.ok && !isLimited) throw await refusalOf({ url, key }, response)
    writeCredentials({ ...readCredentials(), url, key })
    console.log(`Signed in to ${url}. Kept in ${credentialsFile()}.`)
    if (isLimited)
      console.log('This key may not read events (webhooks:read), so listen and events will be refused.')
  },
}

/** From the keyboard without showing it, else the first line of the input. */
async function askForKey(url: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) {
    for await (const line of createInterface({ input: stdin })) return line
    throw new CommandError('No API key was given. Use --key, or write it to the input.')
  }
  stderr.write(`API key for ${url}: `)
  stdin.setRawMode(true).setEncoding('utf8')
  try {
    let typed = ''
    for await (const text of stdin)
      for (const character of text as string) {
        if (character === '\r' || character === '\n') return typed
        if (character === '\u0003' || character === '\u0004') throw new CommandError('Nothing was kept.')
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character
      }
    return typed
  } finally {
    stdin.setRawMode(false).pause()
    stderr.write('\n')
  }
}
