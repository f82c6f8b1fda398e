import type { Caller } from '#platform/auth.ts'
import { checkCenterAccess } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { addDays, localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { readDays } from '../days.ts'
import { getEmployee } from '../store.ts'
import type { FigureFilter } from './store.ts'

/** Days a report covers when none are asked for. */
const USUAL_DAYS = 30

interface Query {
  start_date?: string
  end_date?: string
  employee_id?: string
  job_id?: string
  center_id?: string
}

/** The figures somebody may ask for: bounded days, known center and employee, centers within reach. */
export async function readFigureFilter(
  db: Db,
  caller: Caller,
  query: Query,
  now: Date,
): Promise<FigureFilter> {
  const { organizationId } = caller
  const center = query.center_id ? await getCenter(db, organizationId, query.center_id) : null
  if (center) checkCenterAccess(caller, center.id)
  const employee = query.employee_id ? await getEmployee(db, organizationId, query.employee_id) : null
  const today = localDay(now, center?.time_zone ?? employee?.center_zone ?? 'UTC')
  const end_date = query.end_date ?? today
  const start_date = query.start_date ?? addDays(end_date.slice(0, 10), 1 - USUAL_DAYS)
  const reach = caller.kind === 'employee' && caller.centerIds ? [...caller.centerIds] : null
  return {
    organizationId,
    ...readDays({ start_date, end_date }),
    employeeId: employee?.id ?? null,
    jobId: query.job_id ?? null,
    centerIds: center ? [center.id] : reach,
  }
}
