import type { Operation } from '#platform/http/operation.ts'
import { categoryManagement } from './categories.ts'
import { dayPackageManagement } from './day-packages.ts'
import { offerManagement } from './offers.ts'
import { serviceManagement } from './services.ts'

export const catalogManagement: Operation[] = [
  ...categoryManagement,
  ...serviceManagement,
  ...offerManagement,
  ...dayPackageManagement,
]
