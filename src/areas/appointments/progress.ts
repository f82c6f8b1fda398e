/**
 * Progress of single services: open (0), started (1), completed (2). A segmented service can be moved segment
 * by segment; the whole is started with its first segment and completed with its last.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import type { AppointmentRow } from './tables.ts'

export const PROGRESS = { open: 0, started: 1, completed: 2 } as const
export type Progress = (typeof PROGRESS)[keyof typeof PROGRESS]

/** Words of the several clients; numbers come as text too. */
const WORDS: Readonly<Record<string, Progress>> = {
  '0': 0,
  open: 0,
  undo: 0,
  '1': 1,
  start: 1,
  startservice: 1,
  '2': 2,
  complete: 2,
  finish: 2,
  finishservice: 2,
}

/** Reads what the body wants under its three names; throws missing_input or invalid_input. */
export function readProgress(body: {
  progress?: number | string | null
  action?: number | string | null
  status?: number | string | null
}): Progress {
  for (const field of ['progress', 'action', 'status'] as const) {
    const given = body[field]
    if (given === undefined || given === null || given === '') continue
    const wanted = WORDS[String(given).trim().toLowerCase()]
    return (
      wanted ?? refuse('invalid_input', { field, detail: 'is none of open (0), start (1) and complete (2)' })
    )
  }
  return refuse('missing_input', {
    field: 'progress',
    detail: 'is required: open (0), start (1) or complete (2)',
  })
}

/** ISO instants, or null. */
interface Clocked {
  progress: Progress
  started_at: string | null
  completed_at: string | null
}
export type SegmentProgress = Record<string, Clocked>

export interface ProgressState {
  progress: Progress
  startedAt: Date | null
  completedAt: Date | null
  /** Of segments that were moved on their own. */
  segments: SegmentProgress
}

/** Columns that tell the progress. */
export type ProgressFacts = Pick<AppointmentRow, 'progress' | 'started_at' | 'completed_at' | 'details'>

export const progressStateOf = (appointment: ProgressFacts): ProgressState => ({
  progress: appointment.progress as Progress,
  startedAt: appointment.started_at,
  completedAt: appointment.completed_at,
  segments: (appointment.details.segment_progress as SegmentProgress | undefined) ?? {},
})

/** Moves one clock. Completing what was never started counts from the planned start; completed cannot be started. */
function move(at: Clocked, wanted: Progress, plannedStart: Date, now: Date): Clocked {
  if (at.progress === wanted) return at
  if (wanted === PROGRESS.open) return { progress: wanted, started_at: null, completed_at: null }
  if (wanted === PROGRESS.started) {
    if (at.progress === PROGRESS.completed)
      refuse('progress_refused', { field: 'progress', detail: 'the service is completed; open it first' })
    return { progress: wanted, started_at: now.toISOString(), completed_at: null }
  }
  return {
    progress: wanted,
    started_at: at.started_at ?? plannedStart.toISOString(),
    completed_at: now.toISOString(),
  }
}

const NOT_STARTED: Clocked = { progress: PROGRESS.open, started_at: null, completed_at: null }

/** The state after the call. The same object comes back when nothing changes. Throws progress_refused, segment_not_found. */
export function moveProgress(
  state: ProgressState,
  appointment: Pick<AppointmentRow, 'starts_at' | 'segments'>,
  wanted: Progress,
  segmentId: string | null,
  now: Date,
): ProgressState {
  if (segmentId) return moveSegment(state, appointment, wanted, segmentId, now)
  const whole: Clocked = {
    progress: state.progress,
    started_at: state.startedAt?.toISOString() ?? null,
    completed_at: state.completedAt?.toISOString() ?? null,
  }
  const moved = move(whole, wanted, appointment.starts_at, now)
  // Segments follow the whole; what they were on their own is forgotten.
  return moved === whole ? state : { ...stateOf(moved), segments: {} }
}

function moveSegment(
  state: ProgressState,
  appointment: Pick<AppointmentRow, 'segments'>,
  wanted: Progress,
  segmentId: string,
  now: Date,
): ProgressState {
  const { segments } = appointment
  const segment = segments.find((s) => s.id === segmentId)
  if (!segment) refuse('segment_not_found', { field: 'segment_id' })
  const wholeNow: Clocked = {
    progress: state.progress,
    started_at: state.startedAt?.toISOString() ?? null,
    completed_at: state.completedAt?.toISOString() ?? null,
  }
  const clockOf = (id: string): Clocked =>
    state.segments[id] ?? (Object.keys(state.segments).length ? NOT_STARTED : wholeNow)
  const moved = move(clockOf(segmentId), wanted, new Date(segment.starts_at), now)
  if (moved === clockOf(segmentId)) return state
  const all = Object.fromEntries(segments.map((s) => [s.id, s.id === segmentId ? moved : clockOf(s.id)]))
  const clocks = Object.values(all)
  const starts = clocks.flatMap((c) => c.started_at ?? []).sort()
  const ends = clocks.flatMap((c) => c.completed_at ?? []).sort()
  const isComplete = clocks.every((c) => c.progress === PROGRESS.completed)
  const whole: Clocked = {
    progress: isComplete ? PROGRESS.completed : starts.length ? PROGRESS.started : PROGRESS.open,
    started_at: starts[0] ?? null,
    completed_at: isComplete ? ends.at(-1)! : null,
  }
  return { ...stateOf(whole), segments: all }
}

const stateOf = (clock: Clocked): Omit<ProgressState, 'segments'> => ({
  progress: clock.progress,
  startedAt: clock.started_at ? new Date(clock.started_at) : null,
  completedAt: clock.completed_at ? new Date(clock.completed_at) : null,
})

/** The appointment, locked; the visit's locks come first. */
export async function lockAppointment(
  tx: Tx,
  organizationId: string,
  appointmentId: string,
): Promise<AppointmentRow> {
  const { rows } = await sql<AppointmentRow>`
    select * from appointments where organization_id = ${organizationId} and id = ${appointmentId} for update`.execute(
    tx,
  )
  return rows[0] ?? refuse('appointment_not_found', { field: 'appointment_id' })
}

export async function saveProgress(
  tx: Tx,
  appointment: AppointmentRow,
  state: ProgressState,
  now: Date,
): Promise<void> {
  await sql`
    update appointments set progress = ${state.progress}, started_at = ${state.startedAt}, completed_at = ${state.completedAt},
      details = jsonb_set(details, '{segment_progress}', ${JSON.stringify(state.segments)}::jsonb), updated_at = ${now}
    where organization_id = ${appointment.organization_id} and id = ${appointment.id}`.execute(tx)
}

/** Is any service of the visit started or completed? */
export async function hasProgress(tx: Tx, organizationId: string, groupId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from appointments
    where organization_id = ${organizationId} and appointment_group_id = ${groupId} and progress <> 0 and status <> -1
    limit 1`.execute(tx)
  return rows.length > 0
}
