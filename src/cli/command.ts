/** A command of the command line. */
export interface Command {
  /** What --help shows. */
  usage: string
  run(args: string[]): Promise<void>
}

/** A failure that a person can mend: the message is all they are shown. */
export class CommandError extends Error {}
