/** /admin/v1/apps: backend apps with their secret and scopes. */
import { Type } from 'typebox'
import type { Tx } from '#platform/db/database.ts'
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
  type AppRow,
} from '#areas/access-tokens'
import { App, AppFields, appOnWire } from './shapes.ts'

export const refusals: Readonly<Record<string, RefusalReply>> = {
  app_not_found: [400, 502, 'The app id is invalid (app_id)'],
  key_not_found: [400, 502, 'The key id is invalid (key_id)'],
}
const read = { right: 'management:read' } as const
const write = { right: 'management:write' } as const

/** Throws app_not_found. */
export const getApp = async (tx: Tx, organizationId: string, appId: string): Promise<AppRow> =>
  (await findApp(tx, organizationId, appId)) ?? refuse('app_not_found', { field: 'app_id' })

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
    async handler({ body }, { tx, organizationId, now }) {
      const { id, secret } = await createApp(
        tx,
        {
          organizationId,
          name: body.name,
          description: body.description ?? null,
          contactUri: body.contact_uri ?? null,
          keyScopes: (body.key_scopes as string[] | undefined) ?? ['*'],
          tokenScopes: (body.token_scopes as string[] | undefined) ?? ['*'],
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
    query: Type.Object({ page: Type.Optional(Type.Integer()), size: Type.Optional(Type.Integer()) }),
    reply: Type.Object({
      apps: Type.Array(App),
      page_info: Type.Object({ total: Type.Integer(), page: Type.Integer(), size: Type.Integer() }),
    }),
  },
  {
    who: read,
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { rows, total } = await listApps(db, organizationId, page)
      return { apps: rows.map(appOnWire), page_info: pageInfo(total, page) }
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
      return appOnWire(
        (await findApp(db, organizationId, path.app_id!)) ?? refuse('app_not_found', { field: 'app_id' }),
      )
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
    async handler({ path, body }, { tx, organizationId }) {
      const found = await updateApp(tx, organizationId, path.app_id!, body as Parameters<typeof updateApp>[3])
      if (!found) refuse('app_not_found', { field: 'app_id' })
      callersChanged(tx)
      return appOnWire(await getApp(tx, organizationId, path.app_id!))
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
    async handler({ path }, { tx, organizationId }) {
      const secret =
        (await rotateAppSecret(tx, organizationId, path.app_id!)) ??
        refuse('app_not_found', { field: 'app_id' })
      return { id: path.app_id!, secret }
    },
  },
)
