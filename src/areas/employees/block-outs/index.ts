/** Block-out times: when an employee or a room is not to be booked. */
import type { Operation } from '#platform/http/operation.ts'

export const blockOutOperations: Operation[] = []
