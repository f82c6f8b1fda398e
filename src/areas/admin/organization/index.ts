import type { Operation } from '#platform/http/operation.ts'
import { getOrganization, updateOrganization } from './organization.ts'

export const organizationManagement: Operation[] = [getOrganization, updateOrganization]
