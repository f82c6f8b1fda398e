import { checkCenterAccess } from '#platform/auth.ts'
import { operation } from '#platform/http/operation.ts'
import { refuse } from '#platform/refusal.ts'
import { addDays, parseDay } from '#platform/time.ts'
import { findPayCycles, payCycleName, startDay } from '../pay-cycles.ts'
import { findCenters, type Center } from '../store.ts'

/** Days a period may span: over five years, and an answer that can be sent. */
const MOST_DAYS = 2000
const MOST_CENTERS = 100

function readPeriodDay(text: string, field: string): string {
  if (!text.trim()) refuse('missing_input', { field, detail: 'is required' })
  return parseDay(text) ?? refuse('invalid_input', { field, detail: 'is not a date (YYYY-MM-DD)' })
}

const cyclesOf = (center: Center, fromDay: string, toDay: string) => {
  const rule = center.details.pay_cycle
  if (!rule) return []
  return findPayCycles(rule, fromDay, toDay).map((cycle) => ({
    id: cycle.number,
    name: payCycleName(rule),
    start_day: startDay(rule),
    from_date: `${cycle.fromDay}T00:00:00`,
    to_date: `${cycle.toDay}T00:00:00`,
  }))
}

/** Pay cycles that share a day with the period, for each center in the order asked. A read in spite of its verb. */
export const getPayPeriodSettings = operation(
  'getPayPeriodSettings',
  'POST /v1/payroll/centers/pay_period_settings',
  {
    who: { right: 'employees:read' },
    refusals: {
      missing_input: [400, 503, (r) => `A required value is missing: ${r.field}`],
      invalid_input: [400, 502, (r) => `The request is invalid: ${r.field} ${r.detail}`],
    },
    async handler({ body }, { tx, organizationId, caller }) {
      const fromDay = readPeriodDay(body.start_date, 'start_date')
      const toDay = readPeriodDay(body.end_date, 'end_date')
      if (!body.center_ids.length) refuse('missing_input', { field: 'center_ids', detail: 'is required' })
      if (body.center_ids.length > MOST_CENTERS)
        refuse('invalid_input', { field: 'center_ids', detail: `has more than ${MOST_CENTERS} entries` })
      if (toDay < fromDay) refuse('invalid_input', { field: 'end_date', detail: 'is before start_date' })
      if (toDay > addDays(fromDay, MOST_DAYS))
        refuse('invalid_input', {
          field: 'end_date',
          detail: `is more than ${MOST_DAYS} days after start_date`,
        })
      const asked = [...new Set(body.center_ids)]
      const centers = new Map(
        (await findCenters(tx, organizationId, asked)).map((center) => [center.id, center]),
      )
      return {
        pay_period_settings: asked.map((id, i) => {
          const center = centers.get(id) ?? refuse('center_not_found', { field: `center_ids[${i}]` })
          checkCenterAccess(caller, id)
          return { center_id: id, pay_cycles: cyclesOf(center, fromDay, toDay) }
        }),
      }
    },
  },
)
