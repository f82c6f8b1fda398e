/** Setting up staff: the doors of the management API. */
export {
  createCustomField,
  changeCustomField,
  listCustomFields,
  getCustomField,
  removeCustomField,
} from './management/custom-fields.ts'
export { changeJob, createJob, getJob, listJobs, removeJob } from './management/jobs.ts'
export { removeEmployee, setCentersOfEmployee, setLogin } from './management/people.ts'
export {
  changeShiftTemplate,
  createShiftTemplate,
  getShiftTemplate,
  listShiftTemplates,
  removeShiftTemplate,
} from './management/shift-templates.ts'
export { applyTemplate, MOST_TEMPLATE_DAYS, setShifts } from './schedules/set-shifts.ts'
export { readShiftsOfEmployee, type ShiftRow } from './schedules/store.ts'
export { readCentersOfEmployee, worksIn } from './store.ts'
export type { EmployeeCustomFieldRow, JobRow, ShiftTemplateRow } from './tables.ts'
