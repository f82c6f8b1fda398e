import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Tx } from '#platform/db/database.ts'
import { operation } from '#platform/http/operation.ts'
import { NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { changeAccess } from '../access-changes.ts'
import { checkHomeReach, mayChangePay, maySeePay } from '../access.ts'
import { plainBody } from '../bodies.ts'
import { emitEmployee } from '../events.ts'
import { getRole, giveOnlyRole, makesTherapist, readHeldRoles, type GivenRole } from '../roles.ts'
import {
  checkEmployment,
  checkMayAssign,
  checkPlaces,
  employeeWriteRefusals,
  needText,
  readDate,
  readDetails,
  readPhone,
} from '../rules.ts'
import { addToCenter, changeEmployee, getEmployee, keepJob, lockEmployee } from '../store.ts'
import { employeeReply } from '../wire.ts'

export const updateEmployee = {
  ...operation('updateEmployee', 'PUT /v1/employees/{employee_id}', {
    who: { right: 'employees:write' },
    refusals: {
      ...employeeWriteRefusals,
      missing_input: [400, 400, (r) => `The request is invalid: ${r.field} is required`],
    },
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const before = await lockEmployee(tx, organizationId, path.employee_id)
      checkHomeReach(caller, before)
      const centerId = body.center_id ?? before.center_id
      checkCenterAccess(caller, centerId)
      const center = await getCenter(tx, organizationId, centerId)
      const person = body.personal_info ?? {}
      const jobInfo = body.job_info ?? {}
      const jobId = jobInfo.job_id && jobInfo.job_id !== NIL_GUID ? jobInfo.job_id : before.job_id
      const job = jobId ? await keepJob(tx, organizationId, jobId) : null
      if (jobId && !job) refuse('job_not_found', { field: 'job_info.job_id' })
      checkPlaces(body.address)
      const asked = body.roles?.security_profile_id
      const role = asked && asked !== NIL_GUID ? await readNewRole(tx, caller, before.id, asked) : null
      const given = <T>(value: string | null | undefined, old: T): string | null | T =>
        value === undefined ? old : value?.trim() || null
      const employedFrom =
        jobInfo.start_date === undefined
          ? before.employed_from
          : readDate(jobInfo.start_date, 'job_info.start_date')
      const employedUntil =
        jobInfo.end_date === undefined
          ? before.employed_until
          : readDate(jobInfo.end_date, 'job_info.end_date')
      checkEmployment(employedFrom, employedUntil)
      const isActive = !employedUntil || employedUntil > localDay(now, center.time_zone)
      const mobile =
        person.mobile_phone === undefined
          ? { country_id: before.phone_country_id, number: before.phone_number }
          : readPhone(person.mobile_phone, center.country_id, 'personal_info.mobile_phone')
      const userName = given(body.login_info?.username, before.user_name)
      await changeEmployee(tx, organizationId, before.id, {
        center_id: center.id,
        code: body.code?.trim() ?? before.code,
        user_name: userName,
        first_name:
          person.first_name === undefined
            ? before.first_name
            : needText(person.first_name, 'personal_info.first_name'),
        middle_name: given(person.middle_name, before.middle_name),
        last_name:
          person.last_name === undefined
            ? before.last_name
            : needText(person.last_name, 'personal_info.last_name'),
        nick_name: given(person.nick_name, before.nick_name),
        gender: person.gender ?? before.gender,
        email: given(person.email, before.email),
        phone_country_id: mobile?.country_id ?? null,
        phone_number: mobile?.number ?? null,
        job_id: jobId,
        employed_from: employedFrom,
        employed_until: employedUntil,
        is_consultant: body.is_consultant === undefined ? before.is_consultant : body.is_consultant,
        is_therapist:
          role || jobId !== before.job_id
            ? makesTherapist(job, role ? [role] : await readHeldRoles(tx, organizationId, before.id))
            : before.is_therapist,
        show_in_catalog: body.catalog_info?.show_in_catalog ?? false,
        is_active: isActive,
        details: readDetails(
          body,
          { countryId: center.country_id, payChangeable: mayChangePay(caller) },
          before.details,
        ),
        updated_at: now,
      })
      await addToCenter(tx, organizationId, before.id, center.id)
      if (role)
        await giveOnlyRole(tx, organizationId, before.id, { roleId: role.id, centerId: center.id }, now)
      await changeAccess(tx, {
        organizationId,
        employeeId: before.id,
        ends: !isActive || userName !== before.user_name,
        at: now,
      })
      const employee = await getEmployee(tx, organizationId, before.id)
      await emitEmployee(tx, 'Employee.Updated', employee, now)
      return employeeReply(employee, { withPay: maySeePay(caller, employee.id) })
    },
  }),
  body: plainBody('updateEmployee'),
}

/** The role that is to become the only one; null when it is that already. Throws role_not_found, forbidden. */
async function readNewRole(
  tx: Tx,
  caller: Caller,
  employeeId: string,
  roleId: string,
): Promise<GivenRole | null> {
  const held = await readHeldRoles(tx, caller.organizationId, employeeId)
  if (held.length === 1 && held[0]!.id === roleId) return null
  const role = await getRole(tx, caller.organizationId, roleId)
  for (const each of [role, ...held]) checkMayAssign(caller, each)
  return role
}
