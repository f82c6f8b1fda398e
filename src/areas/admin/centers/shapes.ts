/** Shapes that the management of centers, hours and reasons share. */
import { Type } from 'typebox'
import { orNull } from '../shapes.ts'

export const text = (maxLength: number) => orNull(Type.String({ maxLength }))
export const clock = orNull(Type.String({ description: 'HH:MM of the center; 24:00 is midnight' }))
