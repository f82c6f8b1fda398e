import type { Operation } from '#platform/http/operation.ts'
import type { Db } from '#platform/db/database.ts'

export const bookingOperations: Operation[] = []

export async function sweepBookings(_db: Db, _now: Date): Promise<void> {}
