import type { Operation } from '#platform/http/operation.ts'

export const centersManagement: Operation[] = []
