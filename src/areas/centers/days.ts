/** Opening hours by day: the weekday's own, unless the day is special. */
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Center } from './store.ts'

/** Minutes from local midnight of the day; closing past midnight lies above 1440. */
export interface OpenHours {
  opens: number
  closes: number
}

/** What a center's door does on one local day. Hours of the day before that run past midnight stay with that day. */
export interface CenterDay {
  /** YYYY-MM-DD in the center's zone. */
  day: string
  /** Closed by a special day, whatever the weekday says. */
  isHoliday: boolean
  /** Kind of that holiday as entered; null on other days and when none was said. */
  holidayType: number | null
  /** Hours for bookings by staff; null: closed. */
  open: OpenHours | null
  /** Hours of the online channels; null: closed. They are those of the staff unless set apart. */
  online: OpenHours | null
  /** What the weekday would have had, for staff who book on a holiday all the same. */
  usual: OpenHours | null
}

interface DayRow {
  day: string
  is_special: boolean
  is_closed: boolean
  holiday_type: number | null
  opens: number | null
  closes: number | null
  online_opens: number | null
  online_closes: number | null
  week_opens: number | null
  week_closes: number | null
}

const hours = (opens: number | null, closes: number | null): OpenHours | null =>
  opens === null || closes === null ? null : { opens, closes }

function readDayRow(row: DayRow): CenterDay {
  const isHoliday = row.is_special && row.is_closed
  const open = isHoliday ? null : hours(row.opens, row.closes)
  return {
    day: row.day,
    isHoliday,
    holidayType: isHoliday ? row.holiday_type : null,
    open,
    online: open && (hours(row.online_opens, row.online_closes) ?? open),
    usual: hours(row.week_opens, row.week_closes),
  }
}

/** Every day from `fromDay` to `toDay` (both included, YYYY-MM-DD), earliest first, in one query. */
export async function readCenterDays(
  db: Db,
  organizationId: string,
  center: Pick<Center, 'id'>,
  fromDay: string,
  toDay: string,
): Promise<CenterDay[]> {
  const { rows } = await sql<DayRow>`
    select d.day, s.day is not null as is_special, coalesce(s.is_closed, false) as is_closed, s.holiday_type,
      h.opens as week_opens, h.closes as week_closes,
      case when s.day is null then h.opens else s.opens end as opens,
      case when s.day is null then h.closes else s.closes end as closes,
      case when s.day is null then h.online_opens else s.online_opens end as online_opens,
      case when s.day is null then h.online_closes else s.online_closes end as online_closes
    from (select ${fromDay}::date + n as day from generate_series(0, ${toDay}::date - ${fromDay}::date) as n) d
    left join center_special_days s
      on s.organization_id = ${organizationId} and s.center_id = ${center.id} and s.day = d.day
    left join center_hours h
      on h.organization_id = ${organizationId} and h.center_id = ${center.id}
      and h.weekday = date_part('dow', d.day)
    order by d.day`.execute(db)
  return rows.map(readDayRow)
}
