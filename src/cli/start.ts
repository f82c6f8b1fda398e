import type { Command } from './command.ts'

export const command: Command = {
  usage: `usage: chaise start

Starts the server. Settings come from the environment, see docs/configuration.md.`,
  async run() {
    await import('../main.ts')
  },
}
