/** Taking somebody on. */
import { checkCenterAccess } from '#platform/auth.ts'
import { hashPassword } from '#platform/crypto.ts'
import type { WriteScope } from '#platform/http/operation.ts'
import { newId, NIL_GUID } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { mayChangePay } from './access.ts'
import { emitEmployee } from './events.ts'
import { findDefaultRole, getRole, giveOnlyRole, makesTherapist } from './roles.ts'
import {
  checkEmployment,
  checkMayAssign,
  checkPlaces,
  createdBy,
  needText,
  readDate,
  readDetails,
  readPhone,
  type EmployeeWrite,
} from './rules.ts'
import { addToCenter, getEmployee, insertEmployee, keepJob, type EmployeeWithPlace } from './store.ts'

/** Keeps a new employee with the home center and a role, and tells of it. Throws the refusals of writing one. */
export async function addEmployee(
  { tx, organizationId, caller, now }: WriteScope,
  body: EmployeeWrite,
  password: string | null,
): Promise<EmployeeWithPlace> {
  const centerId = body.center_id ?? refuse('missing_input', { field: 'center_id' })
  const person = body.personal_info ?? {}
  const firstName = needText(person.first_name, 'personal_info.first_name')
  const lastName = needText(person.last_name, 'personal_info.last_name')
  const jobId = body.job_info?.job_id ?? refuse('missing_input', { field: 'job_info.job_id' })
  checkCenterAccess(caller, centerId)
  const center = await getCenter(tx, organizationId, centerId)
  const job =
    (await keepJob(tx, organizationId, jobId)) ?? refuse('job_not_found', { field: 'job_info.job_id' })
  checkPlaces(body.address)
  const roleId = body.roles?.security_profile_id
  const named = roleId && roleId !== NIL_GUID ? roleId : null
  const role = named
    ? await getRole(tx, organizationId, named)
    : await findDefaultRole(tx, organizationId, job.provides_services)
  if (named && role) checkMayAssign(caller, role)
  const employedFrom = readDate(body.job_info?.start_date, 'job_info.start_date')
  const employedUntil = readDate(body.job_info?.end_date, 'job_info.end_date')
  checkEmployment(employedFrom, employedUntil)
  const mobile = readPhone(person.mobile_phone, center.country_id, 'personal_info.mobile_phone')
  const details = readDetails(body, { countryId: center.country_id, payChangeable: mayChangePay(caller) })
  const id = newId(now)
  await insertEmployee(tx, {
    organization_id: organizationId,
    id,
    center_id: center.id,
    code: body.code?.trim() ?? '',
    user_name: body.login_info?.username?.trim() || null,
    password_hash: password ? await hashPassword(password) : null,
    first_name: firstName,
    middle_name: person.middle_name?.trim() || null,
    last_name: lastName,
    nick_name: person.nick_name?.trim() || null,
    gender: person.gender ?? -1,
    email: person.email?.trim() || null,
    phone_country_id: mobile?.country_id ?? null,
    phone_number: mobile?.number ?? null,
    job_id: job.id,
    employed_from: employedFrom,
    employed_until: employedUntil,
    is_consultant: body.is_consultant ?? null,
    is_therapist: makesTherapist(job, role ? [role] : []),
    show_in_catalog: body.catalog_info?.show_in_catalog ?? false,
    repeat_guests_only: false,
    is_active: !employedUntil || employedUntil > localDay(now, center.time_zone),
    is_deleted: false,
    details: { ...details, ...createdBy(caller) },
    created_at: now,
    updated_at: now,
  })
  await addToCenter(tx, organizationId, id, center.id)
  if (role) await giveOnlyRole(tx, organizationId, id, { roleId: role.id, centerId: center.id }, now)
  const employee = await getEmployee(tx, organizationId, id)
  await emitEmployee(tx, 'Employee.Created', employee, now)
  return employee
}
