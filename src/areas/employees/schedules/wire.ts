/** Shifts → the contract's shapes. */
import { addDays } from '#platform/time.ts'
import { employeeName } from '../names.ts'
import type { CenterShift, ShiftRow } from './store.ts'

const DAY = 1440
const two = (n: number) => String(n).padStart(2, '0')

/** hh:mm of minutes from midnight, on the next day from 00:00 again; null stays null. */
export const clockText = (minutes: number | null): string | null =>
  minutes === null ? null : `${two(Math.floor((minutes % DAY) / 60))}:${two(minutes % 60)}`

/** Local time of minutes from midnight of a day; beyond 1440 on the next one. */
export const shiftTime = (day: string, minutes: number | null): string | null =>
  minutes === null ? null : `${addDays(day, Math.floor(minutes / DAY))}T${clockText(minutes)}:00`

export const shiftReply = (shift: ShiftRow) => ({
  schedule_id: shift.id,
  start_time: shiftTime(shift.day, shift.starts),
  end_time: shiftTime(shift.day, shift.ends),
  status: shift.status,
  room_id: shift.room_id,
})

interface PersonSchedule {
  employee_id: string
  employee_name: string
  schedules: { date: string; shifts: ReturnType<typeof shiftReply>[] }[]
}

/** Shifts in the order of the answer, grouped by employee, then by day. */
export function schedulesReply(shifts: readonly CenterShift[]): PersonSchedule[] {
  const out: PersonSchedule[] = []
  for (const shift of shifts) {
    let person = out.at(-1)
    if (person?.employee_id !== shift.employee_id) {
      person = { employee_id: shift.employee_id, employee_name: employeeName(shift), schedules: [] }
      out.push(person)
    }
    const date = `${shift.day}T00:00:00`
    let day = person.schedules.at(-1)
    if (day?.date !== date) {
      day = { date, shifts: [] }
      person.schedules.push(day)
    }
    day.shifts.push(shiftReply(shift))
  }
  return out
}
