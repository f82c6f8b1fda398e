/** Staff: jobs, people, where and when they work, what they do. */
import type { Operation } from '#platform/http/operation.ts'
import { customFieldsManagement } from './custom-fields.ts'
import { jobsManagement } from './jobs.ts'
import { peopleManagement } from './people.ts'
import { servicesManagement } from './services.ts'
import { shiftTemplatesManagement } from './shift-templates.ts'
import { shiftsManagement } from './shifts.ts'

export const employeesManagement: Operation[] = [
  ...jobsManagement,
  ...peopleManagement,
  ...servicesManagement,
  ...shiftTemplatesManagement,
  ...shiftsManagement,
  ...customFieldsManagement,
]
