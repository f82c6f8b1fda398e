import type { Operation } from '#platform/http/operation.ts'
import {
  createAppOperation,
  getAppOperation,
  listAppsOperation,
  rotateAppSecretOperation,
  updateAppOperation,
} from './apps.ts'
import {
  createApiKeyOperation,
  listApiKeysOperation,
  revokeApiKeyOperation,
  rotateApiKeyOperation,
} from './keys.ts'

export const accessManagement: Operation[] = [
  createAppOperation,
  listAppsOperation,
  getAppOperation,
  updateAppOperation,
  rotateAppSecretOperation,
  createApiKeyOperation,
  listApiKeysOperation,
  rotateApiKeyOperation,
  revokeApiKeyOperation,
]
