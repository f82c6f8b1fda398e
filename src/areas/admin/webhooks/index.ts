import type { Operation } from '#platform/http/operation.ts'

export const webhooksManagement: Operation[] = []
