/** Images of employee custom fields: what counts as one, and where they are kept and fetched. */
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Db, Tx } from '#platform/db/database.ts'
import { asGuid } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { EmployeeImageRow } from '../tables.ts'

/** The largest image taken, in bytes. As base64 it fills two thirds of the largest request body. */
export const MOST_IMAGE_BYTES = 512 * 1024
/** Characters of the longest image text: four for three bytes, and a data URL's beginning. */
export const MOST_IMAGE_TEXT = Math.ceil(MOST_IMAGE_BYTES / 3) * 4 + 100

const KINDS = [
  {
    type: 'image/png',
    extension: 'png',
    begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { type: 'image/jpeg', extension: 'jpg', begins: Buffer.from([0xff, 0xd8, 0xff]) },
] as const

export interface Image {
  bytes: Buffer
  /** image/png or image/jpeg, told by the first bytes and by nothing the sender says. */
  contentType: string
  extension: string
}

/** The image in base64 text, with or without the beginning of a data URL; throws image_invalid. */
export function readImage(text: string): Image {
  const data = text.replace(/^data:[^,]{0,80},/, '').replace(/\s/g, '')
  const invalid = (detail: string): never => refuse('image_invalid', { field: 'image_data', detail })
  if (!data) return invalid('is empty')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(data)) return invalid('is not base64')
  const bytes = Buffer.from(data, 'base64')
  if (bytes.length > MOST_IMAGE_BYTES) return invalid(`is larger than ${MOST_IMAGE_BYTES} bytes`)
  const kind = KINDS.find(({ begins }) => bytes.subarray(0, begins.length).equals(begins))
  return kind
    ? { bytes, contentType: kind.type, extension: kind.extension }
    : invalid('is not a png or jpeg image')
}

export async function insertImage(tx: Tx, image: EmployeeImageRow): Promise<void> {
  await tx.insertInto('employee_images').values(image).execute()
}

/** Where an image is fetched; the ids cannot be guessed, and whoever knows them may look, as in a picture store. */
export const imagePath = (organizationId: string, imageId: string, extension: string): string =>
  `/assets/${organizationId}/employees/${imageId}.${extension}`

/** Serves the stored images. */
export function addEmployeeImages(server: FastifyInstance, db: Db): void {
  server.get('/assets/:organization_id/employees/:file', async (request, reply) => {
    const { organization_id, file } = request.params as { organization_id: string; file: string }
    const organizationId = asGuid(organization_id)
    const imageId = asGuid(/^([0-9a-f-]{36})\.(png|jpg)$/i.exec(file)?.[1])
    const { rows } = await sql<Pick<EmployeeImageRow, 'bytes' | 'content_type'>>`
      select bytes, content_type from employee_images
      where organization_id = ${organizationId}::uuid and id = ${imageId}::uuid`.execute(db)
    const image = rows[0]
    if (!image) return reply.code(404).send({ Message: 'No such image.' })
    return reply
      .headers({
        'content-type': image.content_type,
        'cache-control': 'public, max-age=31536000, immutable',
        // The bytes are what a stranger sent: never anything but a picture.
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      })
      .send(image.bytes)
  })
}
