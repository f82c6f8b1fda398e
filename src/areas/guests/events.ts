/** Guest events: names and payloads. Shapes: webhooks.yaml, GuestEventData and CommunicationPreferenceData. */
import type { Tx } from '#platform/db/database.ts'
import { emit, type EventContext, type EventData } from '#platform/events/emit.ts'
import { utcText } from '#platform/time.ts'
import { CONSENT_CHANNELS, type ConsentChannel, type GuestPhone } from './details.ts'
import type { GuestWithCenter } from './store.ts'
import { addressInfo, guestReply, personalInfo, preferences } from './wire.ts'

/** The guest as events carry it: the groups of the guest object, times in UTC, the numeric id beside the guid. */
export function guestEventData(guest: GuestWithCenter): EventData<'Guest.Created'> {
  const { gender_name: _g, preferred_name: _p, ...person } = personalInfo(guest)
  const { country_name: _c, state_name: _s, ...address } = addressInfo(guest)
  const { preferred_therapist: _t, ...wishes } = preferences(guest)
  return {
    id: guest.id,
    _id: guest.number,
    code: guest.code ?? '',
    center_id: guest.center_id,
    center_name: guest.center_name,
    created_date: utcText(guest.created_at),
    personal_info: { ...person, dob_incomplete_year: person.dob_incomplete_year ?? null },
    address_info: address,
    preferences: wishes as EventData<'Guest.Created'>['preferences'],
    last_updated: utcText(guest.updated_at),
  }
}

const contextOf = (guest: GuestWithCenter, at: Date): EventContext => ({
  organizationId: guest.organization_id,
  centerId: guest.center_id,
  at,
})

/** Guest.Created, and Guest.OptedIn for every channel the guest agreed to at once. */
export async function emitCreated(tx: Tx, guest: GuestWithCenter, now: Date): Promise<void> {
  await emit(tx, contextOf(guest, now), 'Guest.Created', guestEventData(guest))
  await emitPreferences(tx, null, guest, now)
}

/** Guest.Updated when something that matters changed (tags do not), and one event per channel opted in or out. */
export async function emitUpdated(
  tx: Tx,
  before: GuestWithCenter,
  after: GuestWithCenter,
  now: Date,
): Promise<void> {
  if (seen(before) !== seen(after))
    await emit(tx, contextOf(after, now), 'Guest.Updated', guestEventData(after))
  await emitPreferences(tx, before, after, now)
}

const seen = (guest: GuestWithCenter): string =>
  JSON.stringify(guestReply(guest, ['referral', 'primary_employee']))

export const emitDeleted = (tx: Tx, guest: GuestWithCenter, now: Date): Promise<void> =>
  emit(tx, contextOf(guest, now), 'Guest.Deleted', guestEventData(guest))

export const emitMerged = (tx: Tx, target: GuestWithCenter, sourceId: string, now: Date): Promise<void> =>
  emit(tx, contextOf(target, now), 'Guest.Merged', { guest: { id: target.id }, merged_guest_id: sourceId })

// ---------------------------------------------------------------- consent

const receives = (guest: GuestWithCenter, channel: ConsentChannel): boolean =>
  guest.details.preferences?.[`receive_${channel}`] ?? false

async function emitPreferences(
  tx: Tx,
  before: GuestWithCenter | null,
  after: GuestWithCenter,
  now: Date,
): Promise<void> {
  for (const channel of CONSENT_CHANNELS) {
    const is = receives(after, channel)
    if (is === (before !== null && receives(before, channel))) continue
    await emit(
      tx,
      contextOf(after, now),
      is ? 'Guest.OptedIn' : 'Guest.OptedOut',
      preferenceData(after, channel, now),
    )
  }
}

type PreferenceData = EventData<'Guest.OptedIn'>

function preferenceData(guest: GuestWithCenter, changed: ConsentChannel, now: Date): PreferenceData {
  const own = guest.details.personal_info ?? {}
  const state = (channel: ConsentChannel) => (receives(guest, channel) ? 'opted-in' : 'opted-out')
  // Without a number the entry still names a country: the guest's, or the center's.
  const home = guest.mobile_country_id ?? guest.center_country_id
  const phone = (
    type: 'Mobile' | 'Home' | 'Work',
    given: Pick<GuestPhone, 'country_id' | 'number'> | null | undefined,
  ) => ({
    type,
    country_code: String(given?.country_id ?? home),
    number: given?.number ?? '',
  })
  const [category, channel] = changed.split('_') as [
    'marketing' | 'transactional',
    'email' | 'sms' | 'whatsapp',
  ]
  return {
    id: guest.id,
    _id: guest.number,
    timestamp: `${utcText(now)}Z`,
    details: {
      first_name: guest.first_name,
      last_name: guest.last_name,
      email: guest.email ?? '',
      phone: [
        phone('Mobile', guest.mobile_number ? { country_id: home, number: guest.mobile_number } : null),
        phone('Home', own.home_phone),
        phone('Work', own.work_phone),
      ],
    },
    preference_update: { category, channel },
    current_preferences: {
      // There is no switch for marketing by WhatsApp, so nobody is in.
      marketing: { email: state('marketing_email'), sms: state('marketing_sms'), whatsapp: 'opted-out' },
      transactional: {
        email: state('transactional_email'),
        sms: state('transactional_sms'),
        whatsapp: state('transactional_whatsapp'),
      },
    },
  }
}
