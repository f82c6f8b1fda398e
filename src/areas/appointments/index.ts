import type { Operation } from '#platform/http/operation.ts'

export const appointmentOperations: Operation[] = []
