/** Weeks of shifts to be laid over the calendar. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { checkShifts, WORKING } from '../schedules/rules.ts'
import { findShiftTemplate } from '../schedules/store.ts'
import type { ShiftTemplateRow, TemplateShift } from '../tables.ts'

export type ShiftTemplateFacts = Pick<ShiftTemplateRow, 'name' | 'shifts'>

const DAY = 1440

/** Shifts of a week must not meet, Saturday night and Sunday morning included; throws shift_invalid. */
export function checkWeek(shifts: readonly TemplateShift[]): void {
  for (let weekday = 0; weekday < 7; weekday++) {
    const on = (day: number) => shifts.filter((shift) => shift.weekday === (day + 7) % 7)
    const beside = [-1, 1].flatMap((step) =>
      on(weekday + step).map((shift) => ({
        starts: shift.starts + step * DAY,
        ends: shift.ends + step * DAY,
      })),
    )
    const planned = on(weekday).map(({ starts, ends }) => ({
      id: null,
      status: WORKING,
      starts,
      ends,
      room_id: null,
    }))
    checkShifts(planned, beside, `shifts of weekday ${weekday}`)
  }
}

const inOrder = (shifts: readonly TemplateShift[]) =>
  shifts.toSorted((a, b) => a.weekday - b.weekday || a.starts - b.starts)

export async function createShiftTemplate(
  tx: Tx,
  organizationId: string,
  facts: ShiftTemplateFacts,
  now: Date,
): Promise<ShiftTemplateRow> {
  checkWeek(facts.shifts)
  const template = {
    organization_id: organizationId,
    id: newId(now),
    name: facts.name,
    shifts: inOrder(facts.shifts),
  }
  await tx
    .insertInto('shift_templates')
    .values({ ...template, shifts: JSON.stringify(template.shifts) as never })
    .execute()
  return template
}

/** Throws not_found. */
export const getShiftTemplate = async (
  db: Db,
  organizationId: string,
  templateId: string,
): Promise<ShiftTemplateRow> =>
  (await findShiftTemplate(db, organizationId, templateId)) ?? refuse('not_found', { field: 'template_id' })

export async function listShiftTemplates(
  db: Db,
  organizationId: string,
  page: Page,
): Promise<{ templates: ShiftTemplateRow[]; total: number }> {
  const { rows: templates } = await sql<ShiftTemplateRow>`
    select * from shift_templates where organization_id = ${organizationId}
    order by lower(name), id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from shift_templates where organization_id = ${organizationId}`.execute(db)
  return { templates, total: rows[0]!.total }
}

/** Days already filled from the template stay as they are. Throws not_found, shift_invalid. */
export async function changeShiftTemplate(
  tx: Tx,
  organizationId: string,
  templateId: string,
  change: Partial<ShiftTemplateFacts>,
): Promise<ShiftTemplateRow> {
  await sql`
    select 1 from shift_templates where organization_id = ${organizationId} and id = ${templateId} for update`.execute(
    tx,
  )
  const before = await getShiftTemplate(tx, organizationId, templateId)
  const { name, shifts } = { ...before, ...change }
  checkWeek(shifts)
  await sql`
    update shift_templates set name = ${name}, shifts = ${JSON.stringify(inOrder(shifts))}::jsonb
    where organization_id = ${organizationId} and id = ${templateId}`.execute(tx)
  return getShiftTemplate(tx, organizationId, templateId)
}

/** Throws not_found. */
export async function removeShiftTemplate(tx: Tx, organizationId: string, templateId: string): Promise<void> {
  await getShiftTemplate(tx, organizationId, templateId)
  await sql`delete from shift_templates where organization_id = ${organizationId} and id = ${templateId}`.execute(
    tx,
  )
}
