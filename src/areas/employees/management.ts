/** Setting up staff: the doors of the management API. */
export {
  createCustomField,
  changeCustomField,
  listCustomFields,
  getCustomField,
  removeCustomField,
  type CustomFieldFacts,
} from './management/custom-fields.ts'
export { changeJob, createJob, getJob, listJobs, removeJob, type JobFacts } from './management/jobs.ts'
export { removeEmployee, setCentersOfEmployee, setLogin } from './management/people.ts'
export {
  changeShiftTemplate,
  createShiftTemplate,
  getShiftTemplate,
  listShiftTemplates,
  removeShiftTemplate,
  type ShiftTemplateFacts,
} from './management/shift-templates.ts'
export { checkShifts, type PlannedShift } from './schedules/rules.ts'
export { applyTemplate, MOST_TEMPLATE_DAYS, setShifts } from './schedules/set-shifts.ts'
export { readShiftsOfEmployee, type ShiftRow } from './schedules/store.ts'
export { readCentersOfEmployee, worksIn } from './store.ts'
export type { EmployeeCustomFieldRow, JobRow, ShiftTemplateRow, TemplateShift } from './tables.ts'
