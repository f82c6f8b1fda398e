/**
 * The life of a visit as a table. The status is that of the whole visit; all its appointments move together.
 * Source: bookings.yaml, x-status-transitions, and the behaviour notes of each call.
 */

/** appointment_status; 10, 11 and 20 are of calendar blocks and never a visit's. */
export const STATUS = {
  noShow: -2,
  cancelled: -1,
  new: 0,
  closed: 1,
  checkedIn: 2,
  confirmed: 4,
  voided: 21,
} as const
export type VisitStatus = (typeof STATUS)[keyof typeof STATUS]

export const VISIT_ACTIONS = [
  'confirm',
  'undo_confirm',
  'check_in',
  'undo_check_in',
  'mark_no_show',
  'cancel',
  'close',
  'reopen',
  'void',
] as const
export type VisitAction = (typeof VISIT_ACTIONS)[number]

export type VisitRefusal = 'visit_closed' | 'visit_ended' | 'visit_checked_in' | 'visit_not_closed'

/** What an action does in a status: moves on, changes nothing and succeeds, or is refused by name. */
export type Step = { to: VisitStatus } | 'repeat' | { refusal: VisitRefusal }

interface Transition {
  action: VisitAction
  from: readonly VisitStatus[]
  step: Step
}

const { noShow, cancelled, new: fresh, closed, checkedIn, confirmed, voided } = STATUS
/** Nothing brings these back: the guest books anew. */
const ENDED = [cancelled, noShow, voided] as const
/** Before the invoice is closed. */
const OPEN = [fresh, confirmed, checkedIn] as const

export const TRANSITIONS: readonly Transition[] = [
  { action: 'confirm', from: [fresh], step: { to: confirmed } },
  { action: 'confirm', from: [confirmed], step: 'repeat' },
  { action: 'confirm', from: [checkedIn], step: { refusal: 'visit_checked_in' } },
  { action: 'confirm', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'confirm', from: ENDED, step: { refusal: 'visit_ended' } },

  { action: 'undo_confirm', from: [confirmed], step: { to: fresh } },
  { action: 'undo_confirm', from: [fresh], step: 'repeat' },
  { action: 'undo_confirm', from: [checkedIn], step: { refusal: 'visit_checked_in' } },
  { action: 'undo_confirm', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'undo_confirm', from: ENDED, step: { refusal: 'visit_ended' } },

  { action: 'check_in', from: [fresh, confirmed], step: { to: checkedIn } },
  { action: 'check_in', from: [checkedIn], step: 'repeat' },
  { action: 'check_in', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'check_in', from: ENDED, step: { refusal: 'visit_ended' } },

  // Goes to New also when the visit had been confirmed before.
  { action: 'undo_check_in', from: [checkedIn], step: { to: fresh } },
  { action: 'undo_check_in', from: [fresh, confirmed], step: 'repeat' },
  { action: 'undo_check_in', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'undo_check_in', from: ENDED, step: { refusal: 'visit_ended' } },

  { action: 'mark_no_show', from: OPEN, step: { to: noShow } },
  { action: 'mark_no_show', from: [noShow], step: 'repeat' },
  { action: 'mark_no_show', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'mark_no_show', from: [cancelled, voided], step: { refusal: 'visit_ended' } },

  { action: 'cancel', from: OPEN, step: { to: cancelled } },
  { action: 'cancel', from: [cancelled], step: 'repeat' },
  { action: 'cancel', from: [closed], step: { refusal: 'visit_closed' } },
  { action: 'cancel', from: [noShow, voided], step: { refusal: 'visit_ended' } },

  { action: 'close', from: OPEN, step: { to: closed } },
  // The fee of a visit that did not take place can be paid and its invoice closed; the visit stays what it is.
  { action: 'close', from: [closed, cancelled, noShow], step: 'repeat' },
  { action: 'close', from: [voided], step: { refusal: 'visit_ended' } },

  { action: 'reopen', from: [closed], step: { to: fresh } },
  { action: 'reopen', from: OPEN, step: 'repeat' },
  { action: 'reopen', from: ENDED, step: { refusal: 'visit_ended' } },

  { action: 'void', from: [closed], step: { to: voided } },
  { action: 'void', from: [voided], step: 'repeat' },
  { action: 'void', from: OPEN, step: { refusal: 'visit_not_closed' } },
  { action: 'void', from: [cancelled, noShow], step: { refusal: 'visit_ended' } },
]

/** Throws at load unless every action has exactly one answer in every status and every status can come about. */
export function compileTransitions(
  transitions: readonly Transition[],
): (status: VisitStatus, action: VisitAction) => Step {
  const steps = new Map<string, Step>()
  for (const { action, from, step } of transitions)
    for (const status of from) {
      const key = `${action} in ${status}`
      if (steps.has(key)) throw new Error(`Two answers to ${key}`)
      steps.set(key, step)
    }
  const statuses = Object.values(STATUS)
  for (const action of VISIT_ACTIONS)
    for (const status of statuses)
      if (!steps.has(`${action} in ${status}`)) throw new Error(`No answer to ${action} in ${status}`)
  const reached = new Set<VisitStatus>([STATUS.new])
  for (const status of reached)
    for (const action of VISIT_ACTIONS) {
      const step = steps.get(`${action} in ${status}`)!
      if (step !== 'repeat' && 'to' in step) reached.add(step.to)
    }
  for (const status of statuses)
    if (!reached.has(status)) throw new Error(`Status ${status} cannot be reached`)
  return (status, action) => steps.get(`${action} in ${status}`)!
}

/** What an action does to a visit of that status. */
export const stepOf = compileTransitions(TRANSITIONS)

/** Cancelled, no-show or voided: the visit will not take place. */
export const isEnded = (status: number): boolean => (ENDED as readonly number[]).includes(status)
