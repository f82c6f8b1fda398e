import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { getCenter, type Center } from './store.ts'

/** A center the caller may reach; throws center_not_found, then forbidden. */
export async function reachCenter(
  db: Db,
  organizationId: string,
  caller: Caller,
  centerId: string,
): Promise<Center> {
  const center = await getCenter(db, organizationId, centerId)
  checkCenterAccess(caller, center.id)
  return center
}
