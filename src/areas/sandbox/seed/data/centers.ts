/** The three centers: one whose clocks change, one half an hour off, one with neither. */
import type { CenterSettings } from '#areas/centers'

export const CENTER_CODES = ['NYC', 'BLR', 'SIN'] as const
export type CenterCode = (typeof CENTER_CODES)[number]

/** Which services a room is made for. */
export type RoomKind = 'treatment' | 'couple' | 'hair' | 'nails' | 'clinic' | 'laser'

export interface DemoRoom {
  code: string
  name: string
  kind: RoomKind
  capacity: number
}
export interface DemoHoliday {
  /** `MM-DD` of every year. */
  date: string
  name: string
}
export interface DemoCenter {
  code: CenterCode
  name: string
  description: string
  zone: string
  currency: string
  countryId: number
  stateId: number
  address: string
  city: string
  zipCode: string
  phone: string
  latitude: number
  longitude: number
  culture: string
  /** Millionths. */
  tax: number
  taxIncluded: boolean
  /** Minutes from midnight per weekday, 0 Sunday. */
  hours: readonly (readonly [opens: number, closes: number])[]
  settings: Partial<CenterSettings>
  holidays: readonly DemoHoliday[]
  rooms: readonly DemoRoom[]
  /** Key, name, pieces. */
  equipment: readonly (readonly [key: string, name: string, quantity: number])[]
}

const week = (opens: number, closes: number): (readonly [number, number])[] =>
  Array.from({ length: 7 }, () => [opens, closes] as const)

const room = (code: string, name: string, kind: RoomKind, capacity = 1): DemoRoom => ({
  code,
  name,
  kind,
  capacity,
})

export const CENTERS: readonly DemoCenter[] = [
  {
    code: 'NYC',
    name: 'Juniper New York',
    description: 'Day spa, hair salon and skin clinic in Chelsea.',
    zone: 'America/New_York',
    currency: 'USD',
    countryId: 225,
    stateId: 67,
    address: '214 West 19th Street',
    city: 'New York',
    zipCode: '10011',
    phone: '2125550142',
    latitude: 40.7425,
    longitude: -73.9986,
    culture: 'en-US',
    tax: 88_750,
    taxIncluded: false,
    hours: [
      [600, 1080],
      [540, 1200],
      [540, 1200],
      [540, 1200],
      [540, 1200],
      [540, 1200],
      [540, 1140],
    ],
    settings: {
      slot_interval: 15,
      online_slot_interval: 30,
      cancellation_fee: { kind: 'price_percent', value: 5_000 },
      cancellation_window_hours: 24,
      no_show_fee: { kind: 'price_percent', value: 10_000 },
    },
    holidays: [
      { date: '01-01', name: "New Year's Day" },
      { date: '07-04', name: 'Independence Day' },
      { date: '11-11', name: 'Veterans Day' },
      { date: '12-25', name: 'Christmas Day' },
    ],
    rooms: [
      room('WILLOW', 'Willow', 'treatment'),
      room('CEDAR', 'Cedar', 'treatment'),
      room('MAPLE', 'Maple', 'treatment'),
      room('BIRCH', 'Birch', 'treatment'),
      room('HUDSON', 'Hudson Suite', 'couple', 2),
      room('SALON', 'Salon floor', 'hair', 4),
      room('NAILBAR', 'Nail bar', 'nails', 3),
      room('CLINIC', 'Clinic', 'clinic'),
      room('LASER', 'Laser room', 'laser'),
    ],
    equipment: [
      ['diode-laser', 'Diode laser', 1],
      ['led-lamp', 'LED lamp', 2],
    ],
  },
  {
    code: 'BLR',
    name: 'Juniper Bengaluru',
    description: 'Ayurveda, spa and salon on Indiranagar’s 100 Feet Road.',
    zone: 'Asia/Kolkata',
    currency: 'INR',
    countryId: 95,
    stateId: 1378,
    address: '47, 100 Feet Road, Indiranagar',
    city: 'Bengaluru',
    zipCode: '560038',
    phone: '8040000147',
    latitude: 12.9719,
    longitude: 77.6412,
    culture: 'en-IN',
    tax: 180_000,
    taxIncluded: false,
    hours: week(600, 1230),
    settings: { slot_interval: 15, hold_minutes: 15 },
    holidays: [
      { date: '01-26', name: 'Republic Day' },
      { date: '08-15', name: 'Independence Day' },
      { date: '10-02', name: 'Gandhi Jayanti' },
      { date: '12-25', name: 'Christmas Day' },
    ],
    rooms: [
      room('LOTUS', 'Lotus', 'treatment'),
      room('NEEM', 'Neem', 'treatment'),
      room('TULSI', 'Tulsi', 'treatment'),
      room('SANGAM', 'Sangam Suite', 'couple', 2),
      room('SALON', 'Salon floor', 'hair', 3),
      room('NAILBAR', 'Nail bar', 'nails', 2),
    ],
    equipment: [['steam-capsule', 'Herbal steam capsule', 1]],
  },
  {
    code: 'SIN',
    name: 'Juniper Singapore',
    description: 'Spa, salon and skin clinic in Tanjong Pagar; prices contain GST.',
    zone: 'Asia/Singapore',
    currency: 'SGD',
    countryId: 191,
    stateId: 3091,
    address: '31 Duxton Hill',
    city: 'Singapore',
    zipCode: '089611',
    phone: '60000131',
    latitude: 1.2794,
    longitude: 103.8432,
    culture: 'en-SG',
    tax: 90_000,
    taxIncluded: true,
    hours: week(600, 1260),
    settings: { slot_interval: 30, room_mandatory: true, online_lead_minutes: 60 },
    holidays: [
      { date: '01-01', name: "New Year's Day" },
      { date: '05-01', name: 'Labour Day' },
      { date: '08-09', name: 'National Day' },
      { date: '12-25', name: 'Christmas Day' },
    ],
    rooms: [
      room('ORCHID', 'Orchid', 'treatment'),
      room('JASMINE', 'Jasmine', 'treatment'),
      room('HIBISCUS', 'Hibiscus', 'treatment'),
      room('PEARL', 'Pearl Suite', 'couple', 2),
      room('SALON', 'Salon floor', 'hair', 3),
      room('NAILBAR', 'Nail bar', 'nails', 2),
      room('CLINIC', 'Skin clinic', 'clinic'),
    ],
    equipment: [['hydra-unit', 'Hydradermabrasion unit', 1]],
  },
]

/** Kind of public holiday on the wire; none of ours is optional. */
export const PUBLIC_HOLIDAY = 0
