/** Creating, changing and removing block-outs; the same for employees and rooms. */
import type { wire } from '#contract'
import { checkCenterAccess } from '#platform/auth.ts'
import type { WriteScope } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { getCenter, type Center } from '#areas/centers'
import { lockResource } from '../booked.ts'
import type { BlockOutRow } from '../tables.ts'
import { listOccurrenceDays, readRecurrence, type RecurrenceRule } from './recurrence.ts'
import type { BlockedResource, FindResource } from './resources.ts'
import { checkCenterHours, checkFree, checkSchedules } from './rules.ts'
import {
  deleteBlockOuts,
  getBlockOutWithSeries,
  insertBlockOuts,
  saveSeries,
  updateBlockOut,
  viewBlockOutsById,
  type BlockOutView,
} from './store.ts'
import { placeOccurrences, readWallTimes, type Occurrence, type WallTimes } from './times.ts'
import { getActiveBlockOutType } from './types.ts'

type Request = wire.employees.BlockOutTimeRequest

/** A request understood: everything but the days. */
interface Wish {
  center: Center
  resource: BlockedResource
  typeId: string
  times: WallTimes
  rule: RecurrenceRule | null
  notes: string | null
}

async function readWish(
  scope: WriteScope,
  find: FindResource,
  resourceId: string,
  body: Request,
): Promise<Wish> {
  const { tx, organizationId, caller } = scope
  checkCenterAccess(caller, body.center_id)
  const center = await getCenter(tx, organizationId, body.center_id)
  const resource = await find(tx, organizationId, resourceId, center.id)
  const times = readWallTimes(body)
  const rule = readRecurrence(body.recurring_block_out_time)
  const type = await getActiveBlockOutType(tx, organizationId, body.block_out_time_type_id, resource.source)
  return { center, resource, typeId: type.id, times, rule, notes: body.notes?.trim() || null }
}

const placeWish = ({ rule, times, center }: Wish): Occurrence[] =>
  placeOccurrences(rule ? listOccurrenceDays(rule) : [times.start.slice(0, 10)], times, center.time_zone)

function rowOf(
  scope: WriteScope,
  wish: Wish,
  at: Occurrence,
  id: string,
  seriesId: string | null,
): BlockOutRow {
  return {
    organization_id: scope.organizationId,
    id,
    source: wish.resource.source,
    resource_id: wish.resource.resourceId,
    center_id: wish.center.id,
    type_id: wish.typeId,
    starts_at: at.startsAt,
    ends_at: at.endsAt,
    notes: wish.notes,
    series_id: seriesId,
    details: {},
    created_at: scope.now,
    updated_at: scope.now,
  }
}

/** Creates one block-out or a whole series, or refuses all of it. Answers what was created, earliest first. */
export async function createBlockOuts(
  scope: WriteScope,
  find: FindResource,
  resourceId: string,
  body: Request,
): Promise<BlockOutView[]> {
  const { tx, organizationId, now } = scope
  const wish = await readWish(scope, find, resourceId, body)
  const occurrences = placeWish(wish)
  await checkCenterHours(tx, organizationId, wish.center, occurrences)
  await lockResource(tx, organizationId, resourceId)
  await checkFree(tx, organizationId, wish.resource, wish.center.time_zone, occurrences, [], now)
  const seriesId = wish.rule && newId(now)
  if (wish.rule && seriesId) await saveSeries(tx, organizationId, seriesId, wish.rule, now)
  const rows = occurrences.map((at) => rowOf(scope, wish, at, newId(now), seriesId))
  await insertBlockOuts(tx, rows)
  return viewBlockOutsById(
    tx,
    organizationId,
    rows.map((row) => row.id),
  )
}

/**
 * Changes one block-out, or with a recurrence in the body puts a series in its place: mode 1 writes its own
 * series anew from now on, mode 0 begins another one with it. Answers the block-outs as they are then.
 */
export async function updateBlockOuts(
  scope: WriteScope,
  find: FindResource,
  resourceId: string,
  blockOutId: string,
  body: Request,
): Promise<BlockOutView[]> {
  const { tx, organizationId, now, caller } = scope
  const wish = await readWish(scope, find, resourceId, body)
  await lockResource(tx, organizationId, resourceId)
  const { blockOut, series } = await getBlockOutWithSeries(tx, organizationId, blockOutId, wish.resource)
  checkCenterAccess(caller, blockOut.center_id)
  const { replaced, occurrences, seriesId } = wish.rule
    ? planSeries(scope, wish, blockOut, series, body)
    : { replaced: [blockOut], occurrences: placeWish(wish), seriesId: blockOut.series_id }
  await checkCenterHours(tx, organizationId, wish.center, occurrences)
  if (wish.resource.source === 0)
    await checkSchedules(tx, organizationId, resourceId, wish.center.id, occurrences)
  const replacedIds = replaced.map((row) => row.id)
  await checkFree(tx, organizationId, wish.resource, wish.center.time_zone, occurrences, replacedIds, now)
  if (!wish.rule) {
    await updateBlockOut(tx, rowOf(scope, wish, occurrences[0]!, blockOut.id, seriesId))
    return viewBlockOutsById(tx, organizationId, [blockOut.id])
  }
  await deleteBlockOuts(tx, organizationId, replaced)
  await saveSeries(tx, organizationId, seriesId!, wish.rule, now)
  const ids = keepIds(occurrences.length, replacedIds, blockOut.id, now)
  await insertBlockOuts(
    tx,
    occurrences.map((at, i) => rowOf(scope, wish, at, ids[i]!, seriesId)),
  )
  return viewBlockOutsById(tx, organizationId, ids)
}

/** Which block-outs give way to which times, and under which series. Throws series_not_written. */
function planSeries(
  scope: WriteScope,
  wish: Wish,
  blockOut: BlockOutRow,
  series: readonly BlockOutRow[],
  body: Request,
) {
  const field = 'recurring_block_out_time.id'
  if (body.mode !== 1)
    return {
      replaced: series.filter((row) => row.starts_at >= blockOut.starts_at),
      occurrences: placeWish(wish),
      seriesId: newId(scope.now),
    }
  const named = body.recurring_block_out_time?.id
  if (blockOut.series_id === null)
    refuse('series_not_written', { field, detail: 'the block-out does not repeat' })
  if (named && named !== blockOut.series_id)
    refuse('series_not_written', { field, detail: 'is not the series of the block-out' })
  // What has begun is history and stays.
  const ahead = (at: { startsAt: Date }) => at.startsAt >= scope.now
  const occurrences = placeWish(wish).filter(ahead)
  if (occurrences.length === 0)
    refuse('series_not_written', {
      field: 'recurring_block_out_time.rec_start_date',
      detail: 'leaves no day ahead',
    })
  return {
    replaced: series.filter((row) => ahead({ startsAt: row.starts_at })),
    occurrences,
    seriesId: blockOut.series_id,
  }
}

/** Ids for a rewritten series: the old ones in order, the one that was asked for among them in any case. */
function keepIds(count: number, old: readonly string[], asked: string, now: Date): string[] {
  const position = old.indexOf(asked)
  const kept = old.slice(0, count)
  if (position >= count) kept[count - 1] = asked
  return Array.from({ length: count }, (_, i) => kept[i] ?? newId(now))
}

/** Removes a block-out, with `wholeSeries` all it repeats with. Throws block_out_not_found. */
export async function removeBlockOuts(
  scope: WriteScope,
  resource: Pick<BlockedResource, 'source' | 'resourceId'>,
  blockOutId: string,
  centerId: string,
  wholeSeries: boolean,
): Promise<void> {
  const { tx, organizationId } = scope
  await lockResource(tx, organizationId, resource.resourceId)
  const { blockOut, series } = await getBlockOutWithSeries(tx, organizationId, blockOutId, resource)
  if (blockOut.center_id !== centerId) refuse('block_out_not_found', { field: 'block_out_time_id' })
  await deleteBlockOuts(tx, organizationId, wholeSeries ? series : [blockOut])
}
