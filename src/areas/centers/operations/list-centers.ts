import type { Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { operation, type Operation } from '#platform/http/operation.ts'
import { pageInfo, readPage, wants } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { readWeeklyHours } from '../hours.ts'
import { getCenter, listCenters as findCenters, type CenterInList, type Point } from '../store.ts'
import { centerObject } from '../wire.ts'

type Near = { center_id?: string | null; latitude?: number | null; longitude?: number | null }

/** The point of a near search, or null where there is none; throws invalid_input. */
function readPoint({ latitude, longitude }: Near, base: Point | null): Point | null {
  const given = [latitude, longitude].filter((value) => value !== null && value !== undefined).length
  if (given === 0) return base
  if (given === 1) {
    const field = latitude === null || latitude === undefined ? 'latitude' : 'longitude'
    refuse('invalid_input', { field, detail: 'is required beside the other coordinate' })
  }
  if (Math.abs(latitude!) > 90)
    refuse('invalid_input', { field: 'latitude', detail: 'must be from -90 to 90' })
  if (Math.abs(longitude!) > 180)
    refuse('invalid_input', { field: 'longitude', detail: 'must be from -180 to 180' })
  return { latitude: latitude!, longitude: longitude! }
}

/** Centers an employee's roles reach; null: all. */
const reachOf = (caller: Caller): string[] | null =>
  caller.kind === 'employee' && caller.centerIds ? [...caller.centerIds] : null

async function readBase(
  db: Db,
  organizationId: string,
  centerId: string | null | undefined,
  reach: string[] | null,
) {
  if (!centerId) return null
  const base = await getCenter(db, organizationId, centerId)
  if (!base.is_active || (reach && !reach.includes(base.id)))
    refuse('center_not_found', { field: 'center_id' })
  return base
}

const listed = operation('listCenters', 'GET /v1/centers', {
  who: { right: 'centers:read', guest: true },
  async handler({ query, body }, { db, organizationId, caller }) {
    const page = query.page === undefined && query.size === undefined ? null : readPage(query)
    // The search near a point is published as a GET with a body; what is in the query wins.
    const near: Near = {
      center_id: query.center_id ?? body?.center_id,
      latitude: query.latitude ?? body?.latitude,
      longitude: query.longitude ?? body?.longitude,
    }
    const reach = reachOf(caller)
    const base = await readBase(db, organizationId, near.center_id, reach)
    const place =
      base && base.latitude !== null && base.longitude !== null
        ? { latitude: base.latitude, longitude: base.longitude }
        : null
    const point = readPoint(near, place)
    const { centers, total } = await findCenters(
      db,
      organizationId,
      {
        isActive: true,
        catalogOnly: query.catalog_enabled ?? false,
        centerIds: reach,
        exceptId: base?.id ?? null,
        near: point,
      },
      page,
    )
    const requested: CenterInList[] = base ? [{ ...base, distance: place && point === place ? 0 : null }] : []
    const shown = [...centers, ...requested]
    const hours = wants(query.expand, 'working_hours')
      ? await readWeeklyHours(
          db,
          organizationId,
          shown.map((center) => center.id),
        )
      : null
    const show = (center: CenterInList) =>
      centerObject(center, {
        hours: hours && (hours.get(center.id) ?? []),
        additionalInfo: wants(query.expand, 'additional_info'),
        catalogSettings: wants(query.expand, 'catalog_settings'),
        isNear: point !== null,
      })
    return {
      centers: centers.map(show),
      requested_centers: base ? requested.map(show) : null,
      page_info: page && pageInfo(total, page),
    }
  },
})

/**
 * Clients call without page and size and take the answer for the whole, so here neither has the default
 * that other lists have.
 */
export const listCenters: Operation = {
  ...listed,
  query: listed.query.map((parameter) =>
    parameter.name === 'page' || parameter.name === 'size'
      ? { ...parameter, schema: { ...parameter.schema, default: undefined } }
      : parameter,
  ),
}
