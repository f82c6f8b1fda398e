/** Shapes that the management of centers, hours and reasons share. */
import { Type, type TSchema } from 'typebox'

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Text with something in it. */
export const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const text = (maxLength: number) => orNull(Type.String({ maxLength }))
export const guid = Type.String({ format: 'uuid' })
export const clock = orNull(Type.String({ description: 'HH:MM of the center; 24:00 is midnight' }))

export const paging = {
  page: Type.Optional(Type.Integer({ minimum: 1 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}
export const PageInfo = Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() })
export const Done = Type.Object({ success: Type.Boolean() })
