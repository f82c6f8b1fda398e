import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { currencyOf, readSkills, setSkills, type Skill } from '#areas/catalog'
import { getCenter } from '#areas/centers'
import { readEmployee, worksIn } from '#areas/employees'
import { Amount, Guid, orNull, readAmount, Whole } from '../shapes.ts'

const ROUTE = '/admin/v1/employees/{employee_id}/services'

const Service = Type.Object({
  service_id: Guid,
  duration: Type.Optional(orNull(Whole(1, 1440))),
  price: Type.Optional(orNull(Amount)),
})
const Services = Type.Object({ center_id: Guid, services: Type.Array(Service, { maxItems: 1000 }) })

const reply = (centerId: string, skills: readonly Skill[], exponent: number): Static<typeof Services> => ({
  center_id: centerId,
  services: skills.map(({ service_id, duration, price }) => ({
    service_id,
    duration,
    price: price === null ? null : units(price, exponent),
  })),
})

export const getEmployeeServices = managementOperation(
  'getEmployeeServices',
  `GET ${ROUTE}`,
  {
    summary: 'Get the services an employee does at a center',
    query: Type.Object({ center_id: Guid }),
    reply: Services,
  },
  {
    who: { right: 'management:read' },
    async handler({ path, query }, { db, organizationId }) {
      const center = await getCenter(db, organizationId, query.center_id)
      const employee = await readEmployee(db, organizationId, path.employee_id!)
      const of = { organizationId, centerId: center.id, employeeId: employee.id }
      return reply(center.id, await readSkills(db, of), currencyOf(center).exponent)
    },
  },
)

export const putEmployeeServices = managementOperation(
  'putEmployeeServices',
  `PUT ${ROUTE}`,
  {
    summary: 'Set the services an employee does at a center, with durations and prices of their own',
    body: Services,
    reply: Services,
  },
  {
    who: { right: 'management:write' },
    refusals: { employee_not_in_center: [400, 502, 'The employee does not work in the center (center_id)'] },
    async handler({ path, body }, { tx, organizationId, caller }) {
      checkCenterAccess(caller, body.center_id)
      const center = await getCenter(tx, organizationId, body.center_id)
      const employee = await readEmployee(tx, organizationId, path.employee_id!)
      if (!(await worksIn(tx, organizationId, employee.id, center.id)))
        refuse('employee_not_in_center', { field: 'center_id' })
      const { exponent } = currencyOf(center)
      const skills = body.services.map(({ service_id, duration, price }, i) => ({
        service_id,
        duration: duration ?? null,
        price:
          price === null || price === undefined ? null : readAmount(price, exponent, `services[${i}].price`),
      }))
      const of = { organizationId, centerId: center.id, employeeId: employee.id }
      return reply(center.id, await setSkills(tx, of, skills), exponent)
    },
  },
)

export const servicesManagement = [getEmployeeServices, putEmployeeServices]
