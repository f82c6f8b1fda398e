import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { lockUntilCommit } from '#platform/db/transaction.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { units } from '#platform/money.ts'
import { refuse } from '#platform/refusal.ts'
import { currencyOf, getOffer, setTherapists } from '#areas/catalog'
import { getCenter } from '#areas/centers'
import { findEmployees, readEmployee, worksIn } from '#areas/employees'
import { Amount, Guid, orNull, readAmount, Whole } from '../catalog/shapes.ts'

const ROUTE = '/admin/v1/employees/{employee_id}/services'

const Skill = Type.Object({
  service_id: Guid,
  duration: Type.Optional(orNull(Whole(1, 1440))),
  price: Type.Optional(orNull(Amount)),
})
const Skills = Type.Object({ center_id: Guid, services: Type.Array(Skill, { maxItems: 1000 }) })

interface SkillRow {
  service_id: string
  /** Minutes; null: the job level's or the service's. */
  duration: number | null
  /** Minor units; null likewise. */
  price: number | null
}

async function readSkills(
  db: Db,
  organizationId: string,
  employeeId: string,
  centerId: string,
): Promise<SkillRow[]> {
  const { rows } = await sql<SkillRow>`
    select service_id, duration, price from service_therapists
    where organization_id = ${organizationId} and employee_id = ${employeeId} and center_id = ${centerId}
    order by service_id`.execute(db)
  return rows
}

/** Those who are still employees: a profile that was deleted meanwhile leaves the list here. */
async function withoutFormer<T extends { employee_id: string }>(
  db: Db,
  organizationId: string,
  people: readonly T[],
): Promise<T[]> {
  const known = await findEmployees(
    db,
    organizationId,
    people.map((person) => person.employee_id),
  )
  const ids = new Set(known.map((employee) => employee.id))
  return people.filter((person) => ids.has(person.employee_id))
}

const reply = (centerId: string, skills: readonly SkillRow[], exponent: number): Static<typeof Skills> => ({
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
    reply: Skills,
  },
  {
    who: { right: 'management:read' },
    async handler({ path, query }, { db, organizationId }) {
      const center = await getCenter(db, organizationId, query.center_id)
      const employee = await readEmployee(db, organizationId, path.employee_id!)
      return reply(
        center.id,
        await readSkills(db, organizationId, employee.id, center.id),
        currencyOf(center).exponent,
      )
    },
  },
)

export const putEmployeeServices = managementOperation(
  'putEmployeeServices',
  `PUT ${ROUTE}`,
  {
    summary: 'Set the services an employee does at a center, with durations and prices of their own',
    body: Skills,
    reply: Skills,
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
      const wanted = new Map<string, Omit<SkillRow, 'service_id'>>()
      for (const [i, { service_id, duration, price }] of body.services.entries()) {
        if (wanted.has(service_id))
          refuse('invalid_input', { field: `services[${i}].service_id`, detail: 'is listed twice' })
        const minor =
          price === null || price === undefined ? null : readAmount(price, exponent, `services[${i}].price`)
        wanted.set(service_id, { duration: duration ?? null, price: minor })
      }
      const before = await readSkills(tx, organizationId, employee.id, center.id)
      // In the order of ids, so that two calls lock services in one order.
      const touched = [...new Set([...before.map((skill) => skill.service_id), ...wanted.keys()])].sort()
      await lockUntilCommit(tx, 'skills', organizationId, center.id)
      for (const serviceId of touched) {
        const at = { organizationId, serviceId, centerId: center.id }
        const terms = wanted.get(serviceId)
        const others = await withoutFormer(tx, organizationId, (await getOffer(tx, at)).therapists)
        const people = others.filter((person) => person.employee_id !== employee.id)
        await setTherapists(tx, at, terms ? [...people, { employee_id: employee.id, ...terms }] : people)
      }
      return reply(center.id, await readSkills(tx, organizationId, employee.id, center.id), exponent)
    },
  },
)

export const servicesManagement = [getEmployeeServices, putEmployeeServices]
