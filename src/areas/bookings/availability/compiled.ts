import type { Bitset } from './bitset.ts'
import type { Levels } from './levels.ts'
import type { RoomLoad } from './masks.ts'
import type { ItemPattern } from './patterns.ts'
import type {
  BookingRequest,
  DaySnapshot,
  Interval,
  Reason,
  RequestGuest,
  RequestItem,
  RoomDay,
  Service,
  TherapistDay,
  WarningType,
} from './types.ts'

/** A request against a day, with every condition that does not depend on other items turned into bits. */
export interface Compiled {
  snapshot: DaySnapshot
  request: BookingRequest
  tolerated: readonly boolean[]
  /** Length of the axis worked on. */
  size: number
  hours: readonly Interval[]
  gridStep: number
  /** Minutes of the wall grid within hours: starts of later items after a gap, and of later guests. */
  grid: readonly number[]
  /** Starts of the visit, gap-free ones included, before lead time. */
  starts: readonly number[]
  /** Under gap-free scheduling: starts each therapist offers. */
  anchors: ReadonlyMap<TherapistDay, ReadonlySet<number>> | null
  guests: readonly CompiledGuest[]
  equipmentTaken: ReadonlyMap<string, EquipmentLoad>
  roomLoads: ReadonlyMap<RoomDay, RoomLoad>
  /** Reasons against every minute of the day. */
  dayReasons: readonly Reason[]
}

export interface EquipmentLoad {
  quantity: number
  taken: Uint16Array
  claims: readonly Interval[]
}

export interface CompiledGuest {
  guest: RequestGuest
  steps: readonly (readonly CompiledItem[])[]
}

export interface CompiledItem {
  /** Position over all guests, in order of placing. */
  index: number
  item: RequestItem
  guest: RequestGuest
  service: Service
  people: number
  roomRequired: boolean
  eligibleRooms: readonly RoomDay[]
  /** Per therapist needed, who may do it, the preferred first. */
  roles: readonly (readonly Candidate[])[]
}

export interface Candidate {
  therapist: TherapistDay
  pattern: ItemPattern
  /** May be summed with the neighbouring items of the same therapist (AV32). */
  joinable: boolean
  /** Starts by warnings from this item alone, with the best room. */
  levels: Levels
  /** Its narrowest: no warning. */
  clean: Bitset
  /** Its widest: tolerated warnings only. */
  possible: Bitset
  checks: readonly Check[]
  /** Rooms with their own starts; empty where the item needs none. */
  rooms: readonly RoomOption[]
  /** The same for an item that may have a room but need not; worked out when asked for. */
  listOptionalRooms: () => readonly RoomOption[]
}

export type Check =
  | { kind: 'barrier'; reason: Reason; ok: Bitset }
  | { kind: 'warning'; type: WarningType; ok: Bitset; therapistId: string | null; equipmentId: string | null }

export interface RoomOption {
  load: RoomLoad
  clean: Bitset
  possible: Bitset
}
