/** Guest events: names and payloads. Shapes: webhooks.yaml, GuestEventData. */
import type { EventData } from '#platform/events/emit.ts'
import { utcText } from '#platform/time.ts'
import type { GuestWithCenter } from './store.ts'
import { addressInfo, personalInfo, preferences } from './wire.ts'

/** The guest as events carry it: the groups of the guest object, created_date in UTC, the numeric id beside the guid. */
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
  }
}
