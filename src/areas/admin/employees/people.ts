import { Type } from 'typebox'
import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import {
  checkRank,
  findRightsOfEmployee,
  readCentersOfEmployee,
  readEmployee,
  removeEmployee,
  setCentersOfEmployee,
  setLogin,
} from '#areas/employees'
import { Guid, Success } from '../shapes.ts'

/** Nobody sends home, or signs in as, somebody who can do more; throws forbidden. */
async function checkOutranks(db: Db, caller: Caller, employeeId: string): Promise<void> {
  const { rights } = await findRightsOfEmployee(db, caller.organizationId, employeeId)
  checkRank(caller, [...rights], 'employee_id')
}

export const deleteEmployee = managementOperation(
  'deleteEmployee',
  'DELETE /admin/v1/employees/{employee_id}',
  { summary: 'Delete an employee without coming appointments; history stays', reply: Success },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller, now }) {
      const employee = await readEmployee(tx, organizationId, path.employee_id!)
      checkCenterAccess(caller, employee.center_id)
      await checkOutranks(tx, caller, employee.id)
      await removeEmployee(tx, organizationId, employee.id, now)
      return { success: true }
    },
  },
)

const Centers = Type.Object({ center_ids: Type.Array(Guid, { maxItems: 500 }) })

export const getEmployeeCenters = managementOperation(
  'getEmployeeCenters',
  'GET /admin/v1/employees/{employee_id}/centers',
  { summary: 'Get the centers an employee works in', reply: Centers },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId }) {
      const employee = await readEmployee(db, organizationId, path.employee_id!)
      return { center_ids: await readCentersOfEmployee(db, organizationId, employee.id) }
    },
  },
)

export const putEmployeeCenters = managementOperation(
  'putEmployeeCenters',
  'PUT /admin/v1/employees/{employee_id}/centers',
  {
    summary: 'Set the centers an employee works in; the home center always is one',
    body: Centers,
    reply: Centers,
  },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const employeeId = path.employee_id!
      for (const centerId of body.center_ids) checkCenterAccess(caller, centerId)
      const left = await setCentersOfEmployee(tx, organizationId, employeeId, body.center_ids, now)
      for (const centerId of left) checkCenterAccess(caller, centerId)
      return { center_ids: await readCentersOfEmployee(tx, organizationId, employeeId) }
    },
  },
)

export const putEmployeeLogin = managementOperation(
  'putEmployeeLogin',
  'PUT /admin/v1/employees/{employee_id}/login',
  {
    summary: 'Set user name and password of an employee; sessions end',
    body: Type.Object({
      user_name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
      password: Type.String({ minLength: 8, maxLength: 200, writeOnly: true }),
    }),
    reply: Type.Object({ employee_id: Guid, user_name: Type.String() }),
  },
  {
    who: { right: 'management:write' },
    refusals: {
      employee_user_name_taken: [400, 400, 'Another employee already has this user name (user_name)'],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const before = await readEmployee(tx, organizationId, path.employee_id!)
      checkCenterAccess(caller, before.center_id)
      await checkOutranks(tx, caller, before.id)
      const login = { userName: body.user_name, password: body.password }
      const employee = await setLogin(tx, organizationId, before.id, login, now)
      return { employee_id: employee.id, user_name: employee.user_name ?? '' }
    },
  },
)

export const peopleManagement = [deleteEmployee, getEmployeeCenters, putEmployeeCenters, putEmployeeLogin]
