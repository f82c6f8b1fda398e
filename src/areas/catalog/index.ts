/** Catalog: categories, services with what they need and cost, day packages. */
import type { Operation } from '#platform/http/operation.ts'

export {
  findDayPackage,
  findServices,
  readBookableServices,
  type BookableService,
  type BookableTherapist,
  type DayPackage,
} from './bookable.ts'
export { priceInfo } from './pricing.ts'
export type { CategoryRow, DayPackageRow, EquipmentRow, ServiceRow } from './tables.ts'

export const catalogOperations: Operation[] = []
