/** What is sold: sections of the catalog with their services. Prices in units of each center's currency. */
import type { CenterCode, RoomKind } from './centers.ts'
import { SALON_SECTIONS } from './services-salon.ts'
import { CLINIC_SECTIONS } from './services-clinic.ts'
import { SPA_SECTIONS } from './services-spa.ts'

export type Skill =
  'massage' | 'facial' | 'body' | 'nails' | 'hair' | 'colour' | 'injector' | 'skin' | 'laser'
/** In the order of CENTER_CODES; null: not sold there. */
export type Prices = readonly [NYC: number | null, BLR: number | null, SIN: number | null]
export type SegmentKind = 'servicing' | 'processing' | 'finishing'

export interface ServiceOptions {
  segments?: readonly (readonly [kind: SegmentKind, minutes: number])[]
  /** Minutes kept free afterwards; else the section's. */
  recovery?: number
  /** Code of the service this is a variant of. */
  variantOf?: string
  /** Not shown online, booked at the desk alone. */
  deskOnly?: boolean
  equipment?: string
  /** Sections an add-on goes with. */
  addOnOf?: readonly string[]
}
export type ServiceLine = readonly [
  code: string,
  name: string,
  minutes: number,
  prices: Prices,
  options?: ServiceOptions,
]
export interface Section {
  code: string
  name: string
  parent: 'SPA' | 'SALON' | 'CLINIC'
  text: string
  skill: Skill
  room: RoomKind
  recovery: number
  /** Does seniority cost more? */
  hasLevels?: boolean
  isCouple?: boolean
  isAddOn?: boolean
  lines: readonly ServiceLine[]
}

export interface DemoService extends ServiceOptions {
  code: string
  name: string
  minutes: number
  prices: Prices
  section: Section
  recovery: number
}

export const PARENTS = [
  ['SPA', 'Spa'],
  ['SALON', 'Hair and nails'],
  ['CLINIC', 'Skin clinic'],
] as const

export const SECTIONS: readonly Section[] = [...SPA_SECTIONS, ...SALON_SECTIONS, ...CLINIC_SECTIONS]

export const SERVICES: readonly DemoService[] = SECTIONS.flatMap((section) =>
  section.lines.map(([code, name, minutes, prices, options = {}]) => ({
    ...options,
    code,
    name,
    minutes,
    prices,
    section,
    recovery: options.recovery ?? section.recovery,
  })),
)

/** Price of people of a senior job, in percent of the list. */
export const SENIOR_PERCENT = 115

/** Codes of the services of a day package, and what it costs together. */
export const DAY_PACKAGES: readonly {
  code: string
  name: string
  text: string
  center: CenterCode
  price: number
  services: readonly string[]
}[] = [
  {
    code: 'DAY-REST',
    name: 'A Day of Rest',
    text: 'Massage, facial and manicure, one after the other.',
    center: 'NYC',
    price: 275,
    services: ['SWE', 'SIG50', 'MANI35'],
  },
  {
    code: 'DAY-AYUR',
    name: 'Ayurveda Morning',
    text: 'Warm oil, steam and a head massage.',
    center: 'BLR',
    price: 7_500,
    services: ['ABH70', 'STEAM35', 'HEAD25'],
  },
]
