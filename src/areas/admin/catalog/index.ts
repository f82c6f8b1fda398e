import type { Operation } from '#platform/http/operation.ts'

export const catalogManagement: Operation[] = []
