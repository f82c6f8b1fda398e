/** Holidays of a center and days with other hours. */
import { Type, type Static } from 'typebox'
import { managementOperation } from '#platform/http/operation.ts'
import { readPage } from '#platform/http/paging.ts'
import { refuse } from '#platform/refusal.ts'
import { parseDay } from '#platform/time.ts'
import {
  clockText,
  reachCenter,
  deleteSpecialDay as removeSpecialDay,
  listSpecialDays as findSpecialDays,
  putSpecialDay as keepSpecialDay,
  readHours,
  readHoursWithin,
  type CenterSpecialDayRow,
} from '#areas/centers'
import { orNull, PageInfo, pageQuery, Success } from '../shapes.ts'
import { clock, text } from './shapes.ts'

const facts = {
  name: text(200),
  is_closed: Type.Boolean(),
  holiday_type: orNull(
    Type.Integer({ minimum: 0, maximum: 1000, description: "The organisation's own numbering" }),
  ),
  opens: clock,
  closes: clock,
  online_opens: clock,
  online_closes: clock,
}
const SpecialDay = Type.Object({ day: Type.String({ format: 'date' }), ...facts })
const Entered = Type.Interface([Type.Partial(Type.Object(facts))], { is_closed: facts.is_closed })

const show = (row: CenterSpecialDayRow): Static<typeof SpecialDay> => ({
  day: row.day,
  name: row.name,
  is_closed: row.is_closed,
  holiday_type: row.holiday_type,
  opens: clockText(row.opens),
  closes: clockText(row.closes),
  online_opens: clockText(row.online_opens),
  online_closes: clockText(row.online_closes),
})

const readDay = (given: string, field: string): string =>
  (/^\d{4}-\d\d-\d\d$/.test(given) && parseDay(given)) ||
  refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })

/** Hours of the day; a closed one has none. */
function readFacts(
  body: Static<typeof Entered>,
): Pick<CenterSpecialDayRow, 'opens' | 'closes' | 'online_opens' | 'online_closes'> {
  const open = readHours(body, ['opens', 'closes'])
  if (body.is_closed) {
    if (open || body.online_opens || body.online_closes)
      refuse('invalid_input', { field: 'is_closed', detail: 'a closed day has no hours' })
    return { opens: null, closes: null, online_opens: null, online_closes: null }
  }
  if (!open) refuse('missing_input', { field: 'opens', detail: 'is required unless the day is closed' })
  const online = readHoursWithin(
    { opens: body.online_opens, closes: body.online_closes },
    ['online_opens', 'online_closes'],
    open,
  )
  return { ...open, online_opens: online?.opens ?? null, online_closes: online?.closes ?? null }
}

export const listSpecialDays = managementOperation(
  'listSpecialDays',
  'GET /admin/v1/centers/{center_id}/special_days',
  {
    summary: 'Holidays and days with other hours',
    query: Type.Object({
      ...pageQuery,
      from: Type.Optional(Type.String({ format: 'date' })),
      to: Type.Optional(Type.String({ format: 'date' })),
    }),
    reply: Type.Object({ special_days: Type.Array(SpecialDay), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ path, query }, { db, organizationId, caller }) {
      const page = readPage(query)
      const { id: centerId } = await reachCenter(db, organizationId, caller, path.center_id!)
      const period = {
        fromDay: query.from ? readDay(query.from, 'from') : null,
        toDay: query.to ? readDay(query.to, 'to') : null,
      }
      const { days, page_info } = await findSpecialDays(db, organizationId, centerId, period, page)
      return { special_days: days.map(show), page_info }
    },
  },
)

export const putSpecialDay = managementOperation(
  'putSpecialDay',
  'PUT /admin/v1/centers/{center_id}/special_days/{day}',
  { summary: 'Make a day a holiday or give it other hours', body: Entered, reply: SpecialDay },
  {
    who: { right: 'management:write' },
    async handler({ path, body }, { tx, organizationId, caller }) {
      const day = readDay(path.day!, 'day')
      const row: CenterSpecialDayRow = {
        organization_id: organizationId,
        center_id: (await reachCenter(tx, organizationId, caller, path.center_id!)).id,
        day,
        name: body.name?.trim() || null,
        is_closed: body.is_closed,
        holiday_type: body.holiday_type ?? null,
        ...readFacts(body),
      }
      await keepSpecialDay(tx, row)
      return show(row)
    },
  },
)

export const deleteSpecialDay = managementOperation(
  'deleteSpecialDay',
  'DELETE /admin/v1/centers/{center_id}/special_days/{day}',
  { summary: 'Make a day like its weekday again', reply: Success },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId, caller }) {
      const day = readDay(path.day!, 'day')
      const { id: centerId } = await reachCenter(tx, organizationId, caller, path.center_id!)
      if (!(await removeSpecialDay(tx, organizationId, centerId, day)))
        refuse('not_found', { field: 'day', detail: `${day} is not a special day` })
      return { success: true }
    },
  },
)
