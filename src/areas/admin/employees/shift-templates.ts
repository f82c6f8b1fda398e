import { Type, type Static } from 'typebox'
import {
  changeShiftTemplate as change,
  createShiftTemplate as create,
  getShiftTemplate as read,
  listShiftTemplates as list,
  removeShiftTemplate,
  type ShiftTemplateRow,
} from '#areas/employees'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { Guid, PageInfo, pageQuery, Success, words } from '../shapes.ts'
import { ShiftEnd, ShiftStart } from './shapes.ts'
import { shiftRefusals } from './shifts.ts'

const members = {
  name: words(200),
  shifts: Type.Array(
    Type.Object({
      weekday: Type.Integer({ minimum: 0, maximum: 6, description: '0 Sunday … 6 Saturday' }),
      starts: ShiftStart,
      ends: ShiftEnd,
    }),
    { maxItems: 14 },
  ),
}
const Template = Type.Object({ id: Guid, ...members })

const reply = ({ id, name, shifts }: ShiftTemplateRow): Static<typeof Template> => ({ id, name, shifts })

export const createShiftTemplate = managementOperation(
  'createShiftTemplate',
  'POST /admin/v1/shift_templates',
  { summary: 'Create a week of shifts', body: Type.Object(members), reply: Template },
  {
    who: { right: 'management:write' },
    refusals: shiftRefusals,
    handler: async ({ body }, { tx, organizationId, now }) =>
      reply(await create(tx, organizationId, body, now)),
  },
)

export const listShiftTemplates = managementOperation(
  'listShiftTemplates',
  'GET /admin/v1/shift_templates',
  {
    summary: 'List weeks of shifts by name',
    query: Type.Object(pageQuery),
    reply: Type.Object({ shift_templates: Type.Array(Template), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { templates, total } = await list(db, organizationId, page)
      return { shift_templates: templates.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getShiftTemplate = managementOperation(
  'getShiftTemplate',
  'GET /admin/v1/shift_templates/{template_id}',
  { summary: 'Get a week of shifts', reply: Template },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.template_id!)),
  },
)

export const changeShiftTemplate = managementOperation(
  'changeShiftTemplate',
  'PATCH /admin/v1/shift_templates/{template_id}',
  {
    summary: 'Change a week of shifts; days filled before stay',
    body: Type.Partial(Type.Object(members)),
    reply: Template,
  },
  {
    who: { right: 'management:write' },
    refusals: shiftRefusals,
    handler: async ({ path, body }, { tx, organizationId }) =>
      reply(await change(tx, organizationId, path.template_id!, body)),
  },
)

export const deleteShiftTemplate = managementOperation(
  'deleteShiftTemplate',
  'DELETE /admin/v1/shift_templates/{template_id}',
  { summary: 'Delete a week of shifts; days filled from it stay', reply: Success },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId }) {
      await removeShiftTemplate(tx, organizationId, path.template_id!)
      return { success: true }
    },
  },
)

export const shiftTemplatesManagement = [
  createShiftTemplate,
  listShiftTemplates,
  getShiftTemplate,
  changeShiftTemplate,
  deleteShiftTemplate,
]
