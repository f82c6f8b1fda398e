import type { Tx } from '#platform/db/database.ts'
import type { EventContext, EventData, EventType } from './emit.ts'

type Reaction = (tx: Tx, context: EventContext, data: unknown) => Promise<void>
const reactions = new Map<string, Reaction[]>()

/** Lets an area act on an event in the same transaction. Called only from wiring.ts. */
export function react<T extends EventType>(
  type: T,
  reaction: (tx: Tx, context: EventContext, data: EventData<T>) => Promise<void>,
): void {
  reactions.set(type, [...(reactions.get(type) ?? []), reaction as Reaction])
}

export async function runReactions(
  tx: Tx,
  context: EventContext,
  type: string,
  data: unknown,
): Promise<void> {
  for (const reaction of reactions.get(type) ?? []) await reaction(tx, context, data)
}
