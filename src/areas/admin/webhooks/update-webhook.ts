import { Type } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { countMissed, createReplay, updateWebhook } from '#areas/webhooks'
import {
  contextOf,
  Fields,
  found,
  mayWrite,
  MissedOnWire,
  missedOnWire,
  noWebhook,
  Nullable,
  onWire,
  OptionalFields,
  readSettings,
  refusals,
  Webhook,
} from './shapes.ts'

export const update = managementOperation(
  'updateWebhook',
  'PATCH /admin/v1/webhooks/{webhook_id}',
  {
    summary: 'Change a webhook, switch it off or on again, with or without what it missed meanwhile',
    body: Type.Partial(
      Type.Object({
        name: Fields.name,
        url: Fields.url,
        events: Fields.events,
        ...OptionalFields.properties,
        is_active: Type.Boolean(),
        replay_missed: Type.Boolean({
          description: 'With is_active on an inactive webhook: sends what it missed, in the background',
        }),
      }),
    ),
    reply: Type.Object({
      ...Webhook.properties,
      missed: Type.Union([MissedOnWire, Type.Null()]),
      replay_id: Nullable.text,
    }),
  },
  {
    who: mayWrite,
    refusals,
    async handler({ path, body }, scope) {
      const { tx, organizationId, now } = scope
      const id = path.webhook_id!
      const settings = await readSettings(tx, organizationId, body)
      const before =
        (await updateWebhook(tx, contextOf(scope), id, {
          ...settings,
          ...(body.is_active === undefined ? {} : { isActive: body.is_active }),
        })) ?? noWebhook()
      const after = await found(tx, organizationId, id)
      const returns = after.is_active && !before.is_active
      if (body.replay_missed && !returns)
        refuse('invalid_input', {
          field: 'replay_missed',
          detail: 'goes with is_active: true on a webhook that is inactive',
        })
      // What it asks for now counts, for how long it was away.
      const away = {
        ...after,
        is_active: false,
        deactivated_at: returns ? before.deactivated_at : after.deactivated_at,
        inactive_since_sequence: returns ? before.inactive_since_sequence : after.inactive_since_sequence,
      }
      const missed = await countMissed(tx, organizationId, away)
      const replay =
        body.replay_missed && missed
          ? await createReplay(
              tx,
              organizationId,
              after,
              { scope: 'missed', afterSequence: missed.afterSequence },
              now,
            )
          : null
      return { ...onWire(after, scope), missed: missedOnWire(missed), replay_id: replay?.id ?? null }
    },
  },
)
