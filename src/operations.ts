/** All operations served, by area in dependency order. */
import type { Operation } from '#platform/http/operation.ts'
import { accessTokenOperations } from '#areas/access-tokens'
import { adminOperations } from '#areas/admin'
import { appointmentOperations } from '#areas/appointments'
import { bookingOperations } from '#areas/bookings'
import { catalogOperations } from '#areas/catalog'
import { centerOperations } from '#areas/centers'
import { employeeOperations } from '#areas/employees'
import { guestOperations } from '#areas/guests'
import { organizationOperations } from '#areas/organizations'
import { roomOperations } from '#areas/rooms'
import { sandboxOperations } from '#areas/sandbox'
import { webhookOperations } from '#areas/webhooks'

export const operations: readonly Operation[] = [
  ...organizationOperations,
  ...centerOperations,
  ...catalogOperations,
  ...employeeOperations,
  ...roomOperations,
  ...guestOperations,
  ...accessTokenOperations,
  ...appointmentOperations,
  ...bookingOperations,
  ...webhookOperations,
  ...adminOperations,
  ...sandboxOperations,
]
