/** The command line. Each command is a file in cli/, loaded when it is asked for, so that clients never load the server. */
import { CommandError, type Command } from './cli/command.ts'

const COMMANDS: Readonly<Record<string, { about: string; load(): Promise<{ command: Command }> }>> = {
  start: { about: 'start the server (also without a command)', load: () => import('./cli/start.ts') },
  'create-organization': {
    about: 'make an organisation with its first API key',
    load: () => import('./cli/create-organization.ts'),
  },
  login: { about: 'keep the address and API key of a server', load: () => import('./cli/login.ts') },
  logout: { about: 'forget them', load: () => import('./cli/logout.ts') },
  listen: {
    about: 'send events to a webhook receiver on this machine',
    load: () => import('./cli/listen.ts'),
  },
  trigger: { about: 'cause an event in a sandbox', load: () => import('./cli/trigger.ts') },
  events: { about: 'show events, or follow them', load: () => import('./cli/events.ts') },
}

const USAGE = `usage: chaise <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { about }]) => `  ${name.padEnd(21)}${about}`)
  .join('\n')}

chaise <command> --help tells what a command takes.`

// Whoever reads our output may stop, as in: chaise events | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const [name = 'start', ...args] = process.argv.slice(2)
try {
  if (['--help', '-h', 'help'].includes(name)) console.log(USAGE)
  else if (!Object.hasOwn(COMMANDS, name)) throw new CommandError(`There is no command ${name}.\n\n${USAGE}`)
  else {
    const { command } = await COMMANDS[name]!.load()
    if (args.includes('--help') || args.includes('-h')) console.log(command.usage)
    else await command.run(args)
  }
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  // What parseArgs says of a wrong option.
  const isOption = code?.startsWith('ERR_PARSE_ARGS')
  console.error(
    isOption
      ? `${message.split('. ')[0]}. See: chaise ${name} --help`
      : error instanceof CommandError
        ? message
        : error,
  )
  process.exitCode = 1
}
