import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { localDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import { listEmployeesOfCenter } from '../center-lists/store.ts'
import { centerEmployee } from '../center-lists/wire.ts'
import { readDay } from '../days.ts'

export const listCenterEmployees = operation('listCenterEmployees', 'GET /v1/centers/{center_id}/employees', {
  who: { right: 'employees:read' },
  async handler({ path, query }, { db, organizationId, caller, now }) {
    const page = readPage(query)
    const center = await getCenter(db, organizationId, path.center_id)
    checkCenterAccess(caller, center.id)
    const day = query.date ? readDay(query.date, 'date') : localDay(now, center.time_zone)
    const { employees, total } = await listEmployeesOfCenter(db, organizationId, center.id, day, page)
    return { employees: employees.map(centerEmployee), page_info: pageInfo(total, page) }
  },
})
