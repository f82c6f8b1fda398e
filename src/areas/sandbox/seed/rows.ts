/** Rows as the generators make them: typed by the tables, without the organisation, which the writer adds. */
import type { Insertable } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import { idOf } from './random.ts'
import type { CenterCode } from './data/centers.ts'

export type SeedRow<Table extends keyof Database> = Omit<Insertable<Database[Table]>, 'organization_id'>
/** Rows by table, in the order they are written. */
export type SeedRows = { [Table in keyof Database]?: readonly SeedRow<Table>[] }

export const ORGANIZATION_ID = idOf('organization')
export const APP_ID = idOf('app')
export const OWNER_ID = idOf('employee E001')

/** Ids that thousands of rows refer to are made once. */
const known = new Map<string, string>()
function keptId(name: string): string {
  const id = known.get(name) ?? idOf(name)
  known.set(name, id)
  return id
}

export const centerId = (code: CenterCode): string => keptId(`center ${code}`)
export const employeeId = (code: string): string => keptId(`employee ${code}`)
export const serviceId = (code: string): string => keptId(`service ${code}`)
export const roomId = (center: CenterCode, code: string): string => keptId(`room ${center} ${code}`)
export const equipmentId = (key: string): string => keptId(`equipment ${key}`)
export const jobId = (code: string): string => keptId(`job ${code}`)
export const roleId = (name: string): string => keptId(`role ${name}`)
export const guestId = (number: number): string => keptId(`guest ${number}`)
export const blockOutTypeId = (key: string): string => keptId(`block-out type ${key}`)

/** Prices are written in units of the currency; dollars, rupees and Singapore dollars all have a hundred parts. */
export const minorUnits = (units: number): number => Math.round(units * 100)
