/** The management API: what the original sets up in its screens. One folder per noun. */
import type { Operation } from '#platform/http/operation.ts'
import { accessManagement } from './access/index.ts'
import { availabilityManagement } from './availability/index.ts'
import { blockOutsManagement } from './block-outs/index.ts'
import { catalogManagement } from './catalog/index.ts'
import { centersManagement } from './centers/index.ts'
import { deliveriesManagement } from './deliveries/index.ts'
import { employeesManagement } from './employees/index.ts'
import { eventsManagement } from './events/index.ts'
import { eventTypesManagement } from './event-types/index.ts'
import { organizationManagement } from './organization/index.ts'
import { roomsManagement } from './rooms/index.ts'
import { securityRolesManagement } from './security-roles/index.ts'
import { webhooksManagement } from './webhooks/index.ts'

export { addEventStream, streamEvents } from './events/index.ts'
export { createOrganization, type NewOrganization } from './new-organization.ts'

export const adminOperations: Operation[] = [
  ...organizationManagement,
  ...centersManagement,
  ...catalogManagement,
  ...roomsManagement,
  ...employeesManagement,
  ...blockOutsManagement,
  ...securityRolesManagement,
  ...accessManagement,
  ...webhooksManagement,
  ...deliveriesManagement,
  ...eventsManagement,
  ...eventTypesManagement,
  ...availabilityManagement,
]
