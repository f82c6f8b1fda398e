/** The people who work here. Ids derive from their codes. */
import type { CenterCode } from './centers.ts'
import type { Skill } from './services.ts'

export const JOBS = [
  { code: 'OWNER', name: 'Owner', level: 0, provides: false },
  { code: 'MANAGER', name: 'Manager', level: 0, provides: false },
  { code: 'DESK', name: 'Front desk', level: 0, provides: false },
  { code: 'THERAPIST', name: 'Therapist', level: 1, provides: true },
  { code: 'SENIOR', name: 'Senior therapist', level: 2, provides: true },
  { code: 'STYLIST', name: 'Stylist', level: 1, provides: true },
  { code: 'SENIORSTYLIST', name: 'Senior stylist', level: 2, provides: true },
  { code: 'NAILS', name: 'Nail technician', level: 1, provides: true },
  { code: 'NURSE', name: 'Nurse injector', level: 1, provides: true },
] as const
export type JobCode = (typeof JOBS)[number]['code']
export const SENIOR_JOBS: readonly JobCode[] = ['SENIOR', 'SENIORSTYLIST']

/** Part of the opening hours worked; the rest of the day belongs to the others. */
export type ShiftPattern = 'early' | 'late'

export interface DemoPerson {
  code: string
  first: string
  last: string
  /** gender: 0 female, 1 male, 3 other */
  gender: 0 | 1 | 3
  center: CenterCode
  job: JobCode
  skills: readonly Skill[]
  pattern: ShiftPattern
  /** Weekdays without work, 0 Sunday. */
  daysOff: readonly number[]
  role: 'Owner' | 'Manager' | 'Front desk' | 'Therapist'
  userName?: string
  /** Status and days from today of a leave: 3 leave, 4 special leave. */
  leave?: { status: number; from: number; to: number }
  /** Works for people who have been here before. */
  repeatGuestsOnly?: boolean
  text?: string
}

type Line = readonly [
  code: string,
  first: string,
  last: string,
  gender: 0 | 1 | 3,
  job: JobCode,
  skills: readonly Skill[],
  pattern: ShiftPattern,
  daysOff: readonly number[],
  more?: Partial<DemoPerson>,
]

const people = (center: CenterCode, lines: readonly Line[]): DemoPerson[] =>
  lines.map(([code, first, last, gender, job, skills, pattern, daysOff, more]) => ({
    code,
    first,
    last,
    gender,
    center,
    job,
    skills,
    pattern,
    daysOff,
    role: skills.length ? 'Therapist' : 'Front desk',
    ...more,
  }))

export const PEOPLE: readonly DemoPerson[] = [
  ...people('NYC', [
    ['E001', 'Ingrid', 'Halvorsen', 0, 'OWNER', [], 'early', [0, 6], { role: 'Owner', userName: 'owner' }],
    ['E002', 'Marcus', 'Bell', 1, 'MANAGER', [], 'early', [0, 1], { role: 'Manager', userName: 'manager' }],
    ['E003', 'Tasha', 'Greene', 0, 'DESK', [], 'early', [0, 3], { userName: 'frontdesk' }],
    [
      'E004',
      'Renata',
      'Vargas',
      0,
      'SENIOR',
      ['massage', 'body'],
      'early',
      [0, 1],
      { text: 'Deep tissue and hot stones, twelve years.' },
    ],
    ['E005', 'Andre', 'Whitfield', 1, 'THERAPIST', ['massage'], 'late', [2, 3]],
    ['E006', 'Mei', 'Nakagawa', 0, 'THERAPIST', ['massage', 'facial', 'body'], 'late', [0, 4]],
    [
      'E007',
      'Colette',
      'Dubois',
      0,
      'SENIOR',
      ['facial', 'skin', 'body'],
      'early',
      [1, 2],
      { leave: { status: 3, from: 9, to: 13 } },
    ],
    ['E008', 'Simone', 'Okoro', 0, 'NURSE', ['injector', 'skin', 'laser'], 'early', [0, 6]],
    [
      'E009',
      'Javier',
      'Montes',
      1,
      'SENIORSTYLIST',
      ['hair', 'colour'],
      'early',
      [0, 1],
      { repeatGuestsOnly: true },
    ],
    ['E010', 'Kayla', 'Brandt', 0, 'STYLIST', ['hair', 'colour'], 'late', [3, 4]],
    ['E011', 'Linh', 'Pham', 0, 'NAILS', ['nails'], 'early', [2, 5]],
  ]),
  ...people('BLR', [
    ['E012', 'Deepa', 'Ramanathan', 0, 'DESK', [], 'early', [1, 2], { userName: 'frontdesk-blr' }],
    [
      'E013',
      'Lakshmi',
      'Nair',
      0,
      'SENIOR',
      ['massage', 'body', 'facial'],
      'early',
      [1, 3],
      { text: 'Abhyanga as her grandmother taught it.' },
    ],
    ['E014', 'Suresh', 'Gowda', 1, 'THERAPIST', ['massage'], 'late', [2, 4]],
    [
      'E015',
      'Anjali',
      'Menon',
      0,
      'THERAPIST',
      ['massage', 'body'],
      'late',
      [0, 5],
      { leave: { status: 4, from: 4, to: 5 } },
    ],
    ['E016', 'Farah', 'Khan', 0, 'THERAPIST', ['facial', 'body'], 'early', [4, 5]],
    ['E017', 'Rohit', 'Shetty', 1, 'STYLIST', ['hair', 'colour'], 'late', [1, 2]],
    ['E018', 'Nisha', 'Pillai', 0, 'NAILS', ['nails', 'hair'], 'early', [2, 3]],
  ]),
  ...people('SIN', [
    ['E019', 'Joanne', 'Lim', 0, 'DESK', [], 'early', [2, 3], { userName: 'frontdesk-sin' }],
    ['E020', 'Siti', 'Rahman', 0, 'SENIOR', ['massage', 'body'], 'early', [1, 2]],
    [
      'E021',
      'Wei Jie',
      'Tan',
      1,
      'THERAPIST',
      ['massage'],
      'late',
      [3, 4],
      { leave: { status: 3, from: -6, to: -3 } },
    ],
    ['E022', 'Alex', 'Fernandez', 3, 'THERAPIST', ['massage', 'facial'], 'late', [0, 1]],
    ['E023', 'Hui Min', 'Goh', 0, 'SENIOR', ['facial', 'skin'], 'early', [4, 5]],
    ['E024', 'Priscilla', 'Chua', 0, 'SENIORSTYLIST', ['hair', 'colour'], 'late', [2, 5]],
    ['E025', 'Aisyah', 'Ismail', 0, 'NAILS', ['nails', 'body'], 'early', [0, 6]],
  ]),
]

/** Length of a shift and of the lunch in it, minutes. */
export const SHIFT_MINUTES = 495
export const LUNCH_MINUTES = 45
export const LUNCH_AFTER = 225

const work = (...modules: string[]): string[] => modules.map((module) => `${module}:write`)
export const ROLES: readonly { name: DemoPerson['role']; rights: string[]; isProvider: boolean }[] = [
  { name: 'Owner', rights: ['*'], isProvider: false },
  {
    name: 'Manager',
    rights: [
      ...work(
        'centers',
        'services',
        'rooms',
        'employees',
        'guests',
        'appointments',
        'invoices',
        'management',
        'webhooks',
      ),
      'organization:read',
      'security_roles:read',
    ],
    isProvider: false,
  },
  {
    name: 'Front desk',
    rights: [
      'centers:read',
      'services:read',
      ...work('rooms', 'guests', 'appointments', 'invoices'),
      'employees:read',
      'organization:read',
    ],
    isProvider: false,
  },
  {
    name: 'Therapist',
    rights: ['centers:read', 'services:read', 'rooms:read', 'guests:read', ...work('appointments')],
    isProvider: true,
  },
]
