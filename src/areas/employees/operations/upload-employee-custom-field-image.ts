import { contract } from '#contract'
import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { newId } from '#platform/ids.ts'
import { refuse, type Refusal } from '#platform/refusal.ts'
import { getCenter } from '#areas/centers'
import { checkHomeReach } from '../access.ts'
import { findCustomField } from '../custom-fields/store.ts'
import { imagePath, insertImage, MOST_IMAGE_TEXT, readImage } from '../custom-fields/images.ts'
import { getEmployee } from '../store.ts'

const schema = contract.operations.get('uploadEmployeeCustomFieldImage')!.body!
const invalid = (r: Refusal) => `The request is invalid: ${r.field} ${r.detail ?? 'is not valid'}`

/** Keeps a png or jpeg; its address is then the value of an image field of the profile. */
export const uploadEmployeeCustomFieldImage = {
  ...operation('uploadEmployeeCustomFieldImage', 'POST /v1/employees/images', {
    who: { right: 'employees:write' },
    refusals: { image_invalid: [400, 400, invalid], field_not_found: [400, 400, invalid] },
    async handler({ body }, { tx, organizationId, caller, now }) {
      const image = readImage(body.image_data)
      if (body.center_id) {
        checkCenterAccess(caller, body.center_id)
        await getCenter(tx, organizationId, body.center_id)
      }
      const employee = body.employee_id ? await getEmployee(tx, organizationId, body.employee_id) : null
      if (employee) checkHomeReach(caller, employee)
      if (body.field_id && !(await findCustomField(tx, organizationId, body.field_id)))
        refuse('field_not_found', { field: 'field_id', detail: 'is not a custom field of employees' })
      const id = newId(now)
      await insertImage(tx, {
        organization_id: organizationId,
        id,
        employee_id: employee?.id ?? null,
        field_id: body.field_id ?? null,
        file_name: body.file_name?.slice(0, 200) ?? null,
        content_type: image.contentType,
        bytes: image.bytes,
        created_at: now,
      })
      return { asset_id: id, asset_url: imagePath(organizationId, id, image.extension) }
    },
  }),
  body: {
    ...schema,
    properties: { ...schema.properties, image_data: { type: 'string', maxLength: MOST_IMAGE_TEXT } },
  },
}
