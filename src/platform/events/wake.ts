/** Tells the relay that events were committed. Only a hint: the relay also looks by itself. */
const listeners = new Set<() => void>()

export const wakeRelay = (): void => {
  for (const listener of listeners) listener()
}

export function onWake(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
