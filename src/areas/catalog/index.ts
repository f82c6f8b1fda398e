/** Catalog: categories, services with what they need and cost, day packages. */
import type { Operation } from '#platform/http/operation.ts'
import { getCenterCategory } from './operations/get-center-category.ts'
import { getCenterService } from './operations/get-center-service.ts'
import { listCenterCategories } from './operations/list-center-categories.ts'
import { listCenterServices } from './operations/list-center-services.ts'

export { findDayPackage, type DayPackage } from './day-packages.ts'
export * from './management.ts'
export { priceInfo } from './pricing.ts'
export { findServiceTerms } from './service-terms.ts'
export type { CategoryRow, EquipmentRow } from './tables.ts'
export { currencyOf } from './wire.ts'

export const catalogOperations: Operation[] = [
  listCenterCategories,
  getCenterCategory,
  listCenterServices,
  getCenterService,
]
