import { Type, type Static } from 'typebox'
import { checkCenterAccess } from '#platform/auth.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import { addDays, parseDay } from '#platform/time.ts'
import { getCenter } from '#areas/centers'
import {
  applyTemplate,
  getShiftTemplate,
  MOST_TEMPLATE_DAYS,
  readEmployee,
  readShiftsOfEmployee,
  setShifts,
  type ShiftRow,
} from '#areas/employees'
import { Day, Guid, orNull } from '../shapes.ts'
import { ShiftEnd, ShiftStart } from './shapes.ts'

const ROUTE = '/admin/v1/employees/{employee_id}/shifts'

export const shiftRefusals: Readonly<Record<string, RefusalReply>> = {
  shift_invalid: [400, 400, (r) => `${r.field} ${r.detail}`],
  employee_not_in_center: [400, 502, 'The employee does not work in the center (center_id)'],
}

const members = {
  status: Type.Integer({ minimum: 1, maximum: 6 }),
  starts: orNull(ShiftStart),
  ends: orNull(ShiftEnd),
  room_id: orNull(Guid),
}
const Shift = Type.Object({ id: Guid, center_id: Guid, ...members })
const DayReply = Type.Object({ day: Type.String(), shifts: Type.Array(Shift) })

const reply = (day: string, shifts: readonly ShiftRow[]): Static<typeof DayReply> => ({
  day,
  shifts: shifts.map(({ id, center_id, status, starts, ends, room_id }) => ({
    id,
    center_id,
    status,
    starts,
    ends,
    room_id,
  })),
})

const readDay = (text: string, field: string): string =>
  parseDay(text) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })

export const getEmployeeShifts = managementOperation(
  'getEmployeeShifts',
  `GET ${ROUTE}/{day}`,
  { summary: 'Get the shifts of an employee on a day, in all centers', reply: DayReply },
  {
    who: { right: 'management:read' },
    etag: true,
    async handler({ path }, { db, organizationId }) {
      const day = readDay(path.day!, 'day')
      const employee = await readEmployee(db, organizationId, path.employee_id!)
      return reply(day, await readShiftsOfEmployee(db, organizationId, employee.id, day, day))
    },
  },
)

export const putEmployeeShifts = managementOperation(
  'putEmployeeShifts',
  `PUT ${ROUTE}/{day}`,
  {
    summary: 'Set the shifts of an employee at a center on a day; none clears it',
    body: Type.Object({
      center_id: Guid,
      shifts: Type.Array(Type.Partial(Type.Object({ id: Guid, ...members })), { maxItems: 2 }),
    }),
    reply: DayReply,
  },
  {
    who: { right: 'management:write' },
    refusals: shiftRefusals,
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const day = readDay(path.day!, 'day')
      checkCenterAccess(caller, body.center_id)
      await getCenter(tx, organizationId, body.center_id)
      const at = { organizationId, employeeId: path.employee_id!, centerId: body.center_id, day }
      const shifts = body.shifts.map(
        ({ id = null, status = 1, starts = null, ends = null, room_id = null }) =>
          status === 1
            ? { id, status, starts, ends, room_id }
            : { id, status, starts: null, ends: null, room_id: null },
      )
      await setShifts(tx, at, shifts, now)
      return reply(day, await readShiftsOfEmployee(tx, organizationId, at.employeeId, day, day))
    },
  },
)

export const applyShiftTemplate = managementOperation(
  'applyShiftTemplate',
  `POST ${ROUTE}/apply`,
  {
    summary: 'Fill days with a week of shifts; days off and leave stay',
    body: Type.Object({ template_id: Guid, center_id: Guid, from: Day, to: Day }),
    reply: Type.Object({ success: Type.Boolean(), days: Type.Integer({ description: 'days written' }) }),
  },
  {
    who: { right: 'management:write' },
    refusals: shiftRefusals,
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const [from, to] = [readDay(body.from, 'from'), readDay(body.to, 'to')]
      if (to < from) refuse('invalid_input', { field: 'to', detail: 'lies before from' })
      if (to >= addDays(from, MOST_TEMPLATE_DAYS))
        refuse('invalid_input', { field: 'to', detail: `is more than ${MOST_TEMPLATE_DAYS} days after from` })
      checkCenterAccess(caller, body.center_id)
      await getCenter(tx, organizationId, body.center_id)
      const template = await getShiftTemplate(tx, organizationId, body.template_id)
      const at = { organizationId, employeeId: path.employee_id!, centerId: body.center_id }
      return { success: true, days: await applyTemplate(tx, at, { from, to }, template.shifts, now) }
    },
  },
)

export const shiftsManagement = [getEmployeeShifts, putEmployeeShifts, applyShiftTemplate]
