import type { PayCycleRule } from './pay-cycles.ts'

/** What a center keeps beside its columns: no query of a hot path looks for it. */
export interface CenterDetails {
  phone_2?: string | null
  /** Language and customs, `en-US`; null: English of the center's country. */
  culture_code?: string | null
  /** First day (YYYY-MM-DD) that can be booked online; null: any. */
  online_booking_start_date?: string | null
  parallel_services_enabled?: boolean
  /** JSON in a text, passed on as it is. */
  amenities?: string | null
  catalog?: CenterCatalog
  pay_cycle?: PayCycleRule | null
  churn_reason?: string | null
}

/** What a center sells online; what is not named is as in CATALOG_DEFAULTS. */
export type CenterCatalog = Partial<typeof CATALOG_DEFAULTS>

export const CATALOG_DEFAULTS = {
  /** Off: the center is left out where only centers with online sale are asked for. */
  enabled: true,
  services: true,
  gift_cards: false,
  memberships: false,
  packages: false,
  /** Center whose gift cards are sold instead of its own. */
  gift_card_center_id: null as string | null,
  reserve_with_google: false,
}
