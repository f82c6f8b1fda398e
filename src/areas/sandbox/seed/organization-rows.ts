/** Centers, rooms, and what the organisation has set up. */
import type { CenterCalendar } from './calendar.ts'
import { CENTERS, PUBLIC_HOLIDAY, type CenterCode, type DemoCenter } from './data/centers.ts'
import { BLOCK_OUT_TYPES, REASONS, RELATIONSHIP_TYPES } from './data/organization.ts'
import { JOBS, ROLES } from './data/staff.ts'
import { idOf } from './random.ts'
import {
  blockOutTypeId,
  centerId,
  equipmentId,
  jobId,
  roleId,
  roomId,
  type SeedRow,
  type SeedRows,
} from './rows.ts'

export function organizationRows(
  calendars: Readonly<Record<CenterCode, CenterCalendar>>,
  founded: Date,
): SeedRows {
  return {
    security_roles: ROLES.map(({ name, rights, isProvider }) => ({
      id: roleId(name),
      name,
      rights,
      is_provider: isProvider,
      details: {},
    })),
    jobs: JOBS.map(({ code, name, level, provides }) => ({
      id: jobId(code),
      code,
      name,
      level,
      provides_services: provides,
    })),
    block_out_types: BLOCK_OUT_TYPES.map((type) => ({
      id: blockOutTypeId(type.key),
      name: type.name,
      source: type.source,
      is_bookable: type.bookable,
      duration: type.duration,
      is_active: true,
      details: { code: type.code, indicator_color: type.colour },
    })),
    reasons: REASONS.map(([objectType, actionType, name, online], i) => ({
      id: i + 1,
      guid: idOf(`reason ${name}`),
      object_type: objectType,
      action_type: actionType,
      name,
      is_active: true,
      is_deleted: false,
      details: { show_in_online_booking: online },
    })),
    guest_relationship_types: RELATIONSHIP_TYPES.map(({ code, name, shares }) => ({
      id: idOf(`relationship ${code}`),
      code,
      name,
      is_active: true,
      allows_sharing: shares,
      created_at: founded,
    })),
    location_groups: [
      {
        id: idOf('location group asia'),
        name: 'Asia',
        center_ids: [centerId('BLR'), centerId('SIN')],
        details: {},
      },
      { id: idOf('location group americas'), name: 'Americas', center_ids: [centerId('NYC')], details: {} },
    ],
    centers: CENTERS.map((center) => centerRow(center, founded)),
    center_hours: CENTERS.flatMap((center) =>
      center.hours.map(([opens, closes], weekday) => ({
        center_id: centerId(center.code),
        weekday,
        opens,
        closes,
        online_opens: null,
        online_closes: null,
        off_peak_opens: null,
        off_peak_closes: null,
      })),
    ),
    center_special_days: Object.values(calendars).flatMap(specialDayRows),
    rooms: CENTERS.flatMap((center) =>
      center.rooms.map(({ code, name, capacity }, order) => ({
        id: roomId(center.code, code),
        center_id: centerId(center.code),
        code,
        name,
        description: null,
        capacity,
        can_exceed_capacity: false,
        only_one_appointment: false,
        only_one_group: false,
        is_active: true,
        display_order: order,
        details: {},
        created_at: founded,
      })),
    ),
    equipment: CENTERS.flatMap((center) =>
      center.equipment.map(([key, name, quantity]) => ({
        id: equipmentId(key),
        center_id: centerId(center.code),
        name,
        quantity,
        is_active: true,
      })),
    ),
  }
}

const centerRow = (center: DemoCenter, founded: Date): SeedRow<'centers'> => ({
  id: centerId(center.code),
  code: center.code,
  name: center.name,
  display_name: center.name,
  description: center.description,
  time_zone: center.zone,
  currency_code: center.currency,
  country_id: center.countryId,
  state_id: center.stateId,
  state_other: null,
  address1: center.address,
  address2: null,
  city: center.city,
  zip_code: center.zipCode,
  phone: center.phone,
  email: `${center.city.toLowerCase().replaceAll(' ', '')}@juniper.example.com`,
  website: 'https://juniper.example.com',
  latitude: center.latitude,
  longitude: center.longitude,
  is_active: true,
  service_tax_rate: center.tax,
  tax_included: center.taxIncluded,
  settings: center.settings,
  details: { culture_code: center.culture },
  created_at: founded,
  updated_at: founded,
})

function specialDayRows(calendar: CenterCalendar): SeedRow<'center_special_days'>[] {
  const { center, holidays, shortDay } = calendar
  const online = { online_opens: null, online_closes: null }
  const closed = holidays.map(({ day, name }) => ({
    center_id: centerId(center.code),
    day,
    name,
    is_closed: true,
    holiday_type: PUBLIC_HOLIDAY,
    opens: null,
    closes: null,
    ...online,
  }))
  if (!shortDay) return closed
  return [
    ...closed,
    { center_id: centerId(center.code), is_closed: false, holiday_type: null, ...shortDay, ...online },
  ]
}
