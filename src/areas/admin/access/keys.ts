/** /admin/v1/apps/{app_id}/keys: API keys, shown once, kept as a hash. */
import { Type } from 'typebox'
import type { Db } from '#platform/db/database.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
  type ApiKeyRow,
} from '#areas/access-tokens'
import { PageInfo, pageQuery } from '../shapes.ts'
import { callersChanged, getApp, getAppToChange, refusals } from './apps.ts'
import { ApiKey, apiKeyOnWire } from './shapes.ts'

const KeyWithSecret = Type.Object({
  ...ApiKey.properties,
  key: Type.String({ description: 'Shown this once' }),
})
const write = { right: 'management:write' } as const

/** A key of the app; throws key_not_found. */
async function getKey(db: Db, organizationId: string, appId: string, keyId: string): Promise<ApiKeyRow> {
  const key = await findApiKey(db, organizationId, keyId)
  return key?.app_id === appId ? key : refuse('key_not_found', { field: 'key_id' })
}

export const createApiKeyOperation = managementOperation(
  'createApiKey',
  'POST /admin/v1/apps/{app_id}/keys',
  {
    summary: 'Create an API key, valid for a year unless said otherwise',
    body: Type.Object({ valid_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })) }),
    reply: KeyWithSecret,
  },
  {
    who: write,
    refusals,
    async handler({ path, body }, { tx, organizationId, caller, now }) {
      const app = await getAppToChange(tx, organizationId, caller, path.app_id!)
      const expiry = body.valid_days
        ? { expiresAt: new Date(now.getTime() + body.valid_days * 86_400_000) }
        : {}
      const made = await createApiKey(tx, { organizationId, appId: app.id, ...expiry }, now)
      return { ...apiKeyOnWire(await getKey(tx, organizationId, app.id, made.id)), key: made.key }
    },
  },
)

export const listApiKeysOperation = managementOperation(
  'listApiKeys',
  'GET /admin/v1/apps/{app_id}/keys',
  {
    summary: 'List the API keys of an app, ended ones too',
    query: Type.Object(pageQuery),
    reply: Type.Object({ keys: Type.Array(ApiKey), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    refusals,
    async handler({ path, query }, { db, organizationId }) {
      const page = readPage(query)
      const app = await getApp(db, organizationId, path.app_id!)
      const { keys, total } = await listApiKeys(db, organizationId, app.id, page)
      return { keys: keys.map(apiKeyOnWire), page_info: pageInfo(total, page) }
    },
  },
)

export const rotateApiKeyOperation = managementOperation(
  'rotateApiKey',
  'POST /admin/v1/apps/{app_id}/keys/{key_id}/rotate',
  { summary: 'Replace an API key; the old one works for another week', reply: KeyWithSecret },
  {
    who: write,
    refusals,
    async handler({ path }, { tx, organizationId, caller, now }) {
      const app = await getAppToChange(tx, organizationId, caller, path.app_id!)
      const key = await getKey(tx, organizationId, app.id, path.key_id!)
      if (key.revoked_at || key.expires_at <= now) refuse('key_not_found', { field: 'key_id' })
      const made = await rotateApiKey(tx, organizationId, key, now)
      return { ...apiKeyOnWire(await getKey(tx, organizationId, key.app_id, made.id)), key: made.key }
    },
  },
)

export const revokeApiKeyOperation = managementOperation(
  'revokeApiKey',
  'DELETE /admin/v1/apps/{app_id}/keys/{key_id}',
  { summary: 'End an API key at once', reply: Type.Object({ success: Type.Boolean() }) },
  {
    who: write,
    refusals,
    async handler({ path }, { tx, organizationId, caller, now }) {
      const app = await getAppToChange(tx, organizationId, caller, path.app_id!)
      const key = await getKey(tx, organizationId, app.id, path.key_id!)
      await revokeApiKey(tx, organizationId, key.id, now)
      callersChanged(tx)
      return { success: true }
    },
  },
)
