/**
 * Sessions live below this area, so it can only say that somebody's access changed; whoever keeps sessions
 * is connected in wiring.ts.
 */
import type { Tx } from '#platform/db/database.ts'

export interface AccessChange {
  organizationId: string
  employeeId: string
  /** The sign-in is over: password changed, employment ended, profile deleted. False: rights or centers changed. */
  ends: boolean
  at: Date
}
type Listener = (tx: Tx, change: AccessChange) => Promise<void>
let listener: Listener = async () => {}

/** Connects the one who acts on it, in the transaction of the change. */
export const onAccessChange = (act: Listener): void => {
  listener = act
}
export const changeAccess = (tx: Tx, change: AccessChange): Promise<void> => listener(tx, change)
