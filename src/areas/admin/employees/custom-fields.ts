import { Type, type Static } from 'typebox'
import {
  changeCustomField as change,
  createCustomField as create,
  getCustomField as read,
  listCustomFields as list,
  removeCustomField,
  type EmployeeCustomFieldRow,
} from '#areas/employees'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { utcText } from '#platform/time.ts'
import { Guid, orNull, PageInfo, pageQuery, Success, Whole, words } from '../shapes.ts'

const KINDS = ['string', 'number', 'bool', 'date', 'image']

const members = {
  name: words(200),
  description: orNull(Type.String({ maxLength: 2000 })),
  data_type: Type.String({ enum: KINDS }),
  position: Whole(0, 100_000),
  is_required: Type.Boolean(),
  is_active: Type.Boolean(),
}
const Field = Type.Object({ id: Guid, ...members, updated_at: Type.String({ description: 'UTC' }) })
const Change = Type.Partial(Type.Object(members))

const reply = (field: EmployeeCustomFieldRow): Static<typeof Field> => ({
  id: field.id,
  name: field.name,
  description: field.description,
  data_type: field.data_type,
  position: field.position,
  is_required: field.is_required,
  is_active: field.is_active,
  updated_at: utcText(field.updated_at),
})

export const createEmployeeCustomField = managementOperation(
  'createEmployeeCustomField',
  'POST /admin/v1/employee_custom_fields',
  {
    summary: 'Add a member to the employee profile',
    body: Type.Object({ ...Change.properties, name: members.name, data_type: members.data_type }),
    reply: Field,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, now }) {
      const facts = { description: null, position: 0, is_required: false, is_active: true, ...body }
      return reply(await create(tx, organizationId, facts, now))
    },
  },
)

export const listAllEmployeeCustomFields = managementOperation(
  'listAllEmployeeCustomFields',
  'GET /admin/v1/employee_custom_fields',
  {
    summary: 'List the members added to the employee profile',
    query: Type.Object(pageQuery),
    reply: Type.Object({ custom_fields: Type.Array(Field), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { fields, total } = await list(db, organizationId, page)
      return { custom_fields: fields.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

const ONE = '/admin/v1/employee_custom_fields/{custom_field_id}'

export const getEmployeeCustomField = managementOperation(
  'getEmployeeCustomField',
  `GET ${ONE}`,
  { summary: 'Get a member added to the employee profile', reply: Field },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) =>
      reply(await read(db, organizationId, path.custom_field_id!)),
  },
)

export const changeEmployeeCustomField = managementOperation(
  'changeEmployeeCustomField',
  `PATCH ${ONE}`,
  { summary: 'Change a member added to the employee profile', body: Change, reply: Field },
  {
    who: { right: 'management:write' },
    handler: async ({ path, body }, { tx, organizationId, now }) =>
      reply(await change(tx, organizationId, path.custom_field_id!, body, now)),
  },
)

export const deleteEmployeeCustomField = managementOperation(
  'deleteEmployeeCustomField',
  `DELETE ${ONE}`,
  { summary: 'Take a member away from the employee profile', reply: Success },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId }) {
      await removeCustomField(tx, organizationId, path.custom_field_id!)
      return { success: true }
    },
  },
)

export const customFieldsManagement = [
  createEmployeeCustomField,
  listAllEmployeeCustomFields,
  getEmployeeCustomField,
  changeEmployeeCustomField,
  deleteEmployeeCustomField,
]
