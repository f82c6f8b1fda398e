/** POST /admin/v1/availability/explain: why a time is not offered. */
import { Type } from 'typebox'
import { contract } from '#contract'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation, type Operation } from '#platform/http/operation.ts'
import { explainBookingTime } from '#areas/bookings'
import type { Operations } from '#contract'

const request = contract.operations.get('createBooking')!.body!

const explainAvailability = managementOperation(
  'explainAvailability',
  'POST /admin/v1/availability/explain',
  {
    summary: 'Explain why a time is or is not offered for a booking',
    body: Type.Object({
      booking: Type.Unsafe<Operations['createBooking']['body']>(request),
      time: Type.String({ description: 'Center-local date and time, YYYY-MM-DDTHH:MM' }),
    }),
    reply: Type.Object({
      time: Type.String(),
      offered: Type.Boolean(),
      reasons: Type.Array(Type.String()),
      warnings: Type.Array(Type.Integer()),
      items: Type.Array(
        Type.Object({
          guest: Type.Integer(),
          item: Type.Integer(),
          service_id: Type.String(),
          therapists: Type.Array(
            Type.Object({
              therapist_id: Type.String(),
              name: Type.String(),
              reasons: Type.Array(Type.String()),
            }),
          ),
        }),
      ),
    }),
  },
  {
    who: { right: 'appointments:read' },
    refusals: {
      therapist_not_found: [400, 502, (r) => `The therapist id is invalid: ${r.field}`],
      service_not_found: [400, 502, (r) => `The service id is invalid: ${r.field}`],
    },
    async handler({ body }, { tx, organizationId, caller, now }) {
      checkCenterAccess(caller, body.booking.center_id)
      return explainBookingTime(tx, organizationId, caller, body.booking, body.time, now)
    },
  },
)

export const availabilityManagement: Operation[] = [explainAvailability]
