/** Security roles: named sets of rights and who holds them where. */
import type { Operation } from '#platform/http/operation.ts'

export const securityRoleOperations: Operation[] = []
