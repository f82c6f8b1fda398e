/** Block-out rows → the contract's BlockOutTime. start_time is UTC, start_time_in_center is read on the center's wall. */
import type { wire } from '#contract'
import { wants } from '#platform/http/paging.ts'
import { utcText, utcToLocal } from '#platform/time.ts'
import { displayName } from '../names.ts'
import type { BlockOutView } from './store.ts'

const midnight = (day: string): string => `${day}T00:00:00`

/** What stands for the recurrence of a block-out that does not repeat. */
const NO_RECURRENCE: wire.employees.RecurringBlockOutTime = {
  id: null,
  time_period: null,
  interval: 0,
  rec_start_date: '0001-01-01T00:00:00',
  rec_end_date: null,
  week_days: 0,
  occurences: null,
}

function recurrence({ series_id, rule }: BlockOutView): wire.employees.RecurringBlockOutTime {
  if (series_id === null || rule === null) return NO_RECURRENCE
  return {
    ...rule,
    id: series_id,
    rec_start_date: midnight(rule.rec_start_date),
    rec_end_date: rule.rec_end_date && midnight(rule.rec_end_date),
  }
}

function employeeOf(view: BlockOutView): wire.employees.BlockOutTime['employee'] {
  const { first_name, last_name, nick_name } = view
  if (first_name === null || last_name === null) return null
  const name = displayName({ first_name, last_name, nick_name })
  return { id: view.resource_id, first_name, last_name, display_name: name }
}

/** The block-out, with the recurrence when it is wanted and null in its place when not. */
function blockOut(view: BlockOutView, withRecurrence: boolean) {
  return {
    block_out_time_id: view.id,
    employee: view.source === 0 ? employeeOf(view) : null,
    room: view.source === 1 ? { id: view.resource_id, name: view.room_name } : null,
    block_out_time_type: { id: view.type_number, name: view.type_name, duration: view.type_duration },
    start_time: utcText(view.starts_at),
    end_time: utcText(view.ends_at),
    start_time_in_center: utcToLocal(view.starts_at, view.zone),
    end_time_in_center: utcToLocal(view.ends_at, view.zone),
    notes: view.notes ?? '',
    recurring_block_out_time: withRecurrence ? recurrence(view) : null,
  } satisfies wire.employees.BlockOutTime
}

type Expand = readonly string[] | null | undefined

/** One block-out; the recurrence comes along with `expand=ReccuringDetails`, spelt like this. */
export const blockOutReply = (view: BlockOutView, expand: Expand) =>
  blockOut(view, wants(expand, 'ReccuringDetails'))

export const blockOutListReply = (views: readonly BlockOutView[], expand: Expand) => ({
  block_out_times: views.map((view) => blockOutReply(view, expand)),
})

/** The list of a center always has the recurrence. */
export const centerBlockOutListReply = (views: readonly BlockOutView[]) => ({
  block_out_times: views.map((view) => blockOut(view, true)),
})
