import { Type, type Static } from 'typebox'
import { checkCenterAccess, type Caller } from '#platform/auth.ts'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { findCurrencyByCode, minor, units } from '#platform/money.ts'
import {
  changeDayPackage as change,
  createDayPackage as create,
  getDayPackage as read,
  listDayPackages as list,
  removeDayPackage,
  type DayPackage,
} from '#areas/catalog'
import { getCenter } from '#areas/centers'
import { readOrganizationCurrency } from '#areas/organizations'
import { Amount, Day, Guid, orNull, PageInfo, pageQuery, Removed, removed, Whole, words } from './shapes.ts'
