/** /admin/v1/apps: backend apps with their secret and scopes. */
import { Type } from 'typebox'
import type { Caller } from '#platform/auth.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { afterCommit } from '#platform/db/transaction.ts'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { refuse, type RefusalReply } from '#platform/refusal.ts'
import {
  createApp,
  findApp,
  forgetCallers,
  listApps,
  rotateAppSecret,
  updateApp,
  type AppChange,
  type AppRow,
} from '#areas/access-tokens'
import { checkRank } from '#areas/employees'
import { PageInfo, pageQuery } from '../shapes.ts'
import { App, AppFields, appOnWire } from './shapes.ts'

export const refusals: Readonly<Record<string, RefusalReply>> = {
  app_not_found: [400, 502, 'The app id is invalid (app_id)'],
  key_not_found: [400, 502, 'The key id is invalid (key_id)'],
}
const read = { right: 'management:read' } as const
const write = { right: 'management:write' } as const

/** Throws app_not_found. */
export const getApp = async (db: Db, organizationId: string, appId: string): Promise<AppRow> =>
  (await findApp(db, organizationId, appId)) ?? refuse('app_not_found', { field: 'app_id' })

/**
 * A key is as good as the rights of its app, in all centers: nobody makes or replaces one that can do more than
 * they can. Throws forbidden.
 */
export function checkScopes(caller: Caller, scopes: readonly string[], field: string): void {
  if (caller.kind === 'employee' && caller.centerIds)
    refuse('forbidden', { field, detail: 'takes a role held for the whole organisation' })
  checkRank(caller, scopes, field)
}

/** An app the caller may handle; throws app_not_found or forbidden. */
export async function getAppToChange(
  tx: Tx,
  organizationId: string,
  caller: Caller,
  appId: string,
): Promise<AppRow> {
  const app = await getApp(tx, organizationId, appId)
  checkScopes(caller, [...app.key_scopes, ...app.token_scopes], 'app_id')
  return app
}

export const callersChanged = (tx: Tx): void => afterCommit(tx, 'callers', forgetCallers)

const AppWithSecret = Type.Object({
  ...App.properties,
  secret: Type.String({ description: 'Shown this once' }),
})

export const createAppOperation = managementOperation(
  'createApp',
  'POST /admin/v1/apps',
  {
    summary: 'Create an app; the answer shows its secret this once',
    body: Type.Object({ ...Type.Partial(Type.Object(AppFields)).properties, name: AppFields.name }),
    reply: AppWithSecret,
  },
  {
    who: write,
    refusals,
    async handler({ body }, { tx, organizationId, caller, now }) {
      const keyScopes = (body.key_scopes as string[] | undefined) ?? ['*']
      const tokenScopes = (body.token_scopes as string[] | undefined) ?? ['*']
      checkScopes(caller, keyScopes, 'key_scopes')
      checkScopes(caller, tokenScopes, 'token_scopes')
      const { id, secret } = await createApp(
        tx,
        {
          organizationId,
          name: body.name,
          description: body.description ?? null,
          contactUri: body.contact_uri ?? null,
          keyScopes,
          tokenScopes,
          source: body.source ?? 1,
          allowsGuests: body.allows_guests ?? true,
          allowsEmployees: body.allows_employees ?? true,
        },
        now,
      )
      return { ...appOnWire(await getApp(tx, organizationId, id)), secret }
    },
  },
)

export const listAppsOperation = managementOperation(
  'listApps',
  'GET /admin/v1/apps',
  {
    summary: 'List apps',
    query: Type.Object(pageQuery),
    reply: Type.Object({ apps: Type.Array(App), page_info: PageInfo }),
  },
  {
    who: read,
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { apps, total } = await listApps(db, organizationId, page)
      return { apps: apps.map(appOnWire), page_info: pageInfo(total, page) }
    },
  },
)

export const getAppOperation = managementOperation(
  'getApp',
  'GET /admin/v1/apps/{app_id}',
  { summary: 'Retrieve an app', reply: App },
  {
    who: read,
    refusals,
    etag: true,
    async handler({ path }, { db, organizationId }) {
      return appOnWire(await getApp(db, organizationId, path.app_id!))
    },
  },
)

export const updateAppOperation = managementOperation(
  'updateApp',
  'PATCH /admin/v1/apps/{app_id}',
  {
    summary: 'Change an app',
    body: Type.Partial(Type.Object({ ...AppFields, is_active: Type.Boolean() })),
    reply: App,
  },
  {
    who: write,
    refusals,
    async handler({ path, body }, { tx, organizationId, caller }) {
      const change = body as AppChange
      const app = await getAppToChange(tx, organizationId, caller, path.app_id!)
      checkScopes(caller, change.key_scopes ?? [], 'key_scopes')
      checkScopes(caller, change.token_scopes ?? [], 'token_scopes')
      await updateApp(tx, organizationId, app.id, change)
      callersChanged(tx)
      return appOnWire(await getApp(tx, organizationId, app.id))
    },
  },
)

export const rotateAppSecretOperation = managementOperation(
  'rotateAppSecret',
  'POST /admin/v1/apps/{app_id}/rotate_secret',
  {
    summary: 'Give an app a new secret; the old one ends at once',
    reply: Type.Object({ id: Type.String(), secret: Type.String() }),
  },
  {
    who: write,
    refusals,
    async handler({ path }, { tx, organizationId, caller }) {
      const { id } = await getAppToChange(tx, organizationId, caller, path.app_id!)
      return { id, secret: await rotateAppSecret(tx, organizationId, id) }
    },
  },
)
