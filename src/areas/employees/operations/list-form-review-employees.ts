import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { listFormReviewers } from '../center-lists/store.ts'
import { employeeName } from '../names.ts'

export const listFormReviewEmployees = operation(
  'listFormReviewEmployees',
  'GET /v1/centers/{center_id}/employees/flat_file',
  {
    who: { right: 'employees:read' },
    async handler({ path, query }, { db, organizationId, caller, now }) {
      const center = await getCenter(db, organizationId, path.center_id)
      checkCenterAccess(caller, center.id)
      const people = await listFormReviewers(db, organizationId, center.id, {
        day: localDay(now, center.time_zone),
        employeeId: query.employee_id ?? null,
        reviewersOnly: query.filter_by === 'is_forms_review_enabled',
      })
      const asked = query.expand?.trim().toLowerCase() === 'is_supervisor'
      return {
        employees: people.map((person) => ({
          id: person.id,
          name: employeeName(person),
          is_supervisor: asked ? person.is_supervisor : null,
        })),
      }
    },
  },
)
