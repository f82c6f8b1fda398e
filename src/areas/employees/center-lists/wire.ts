/** People in a center's lists → the contract's shapes. */
import type { wire } from '#contract'
import { displayName, employeeName } from '../names.ts'
import type { ListedEmployee } from './store.ts'

const jobOf = (person: ListedEmployee) =>
  person.job_id ? { id: person.job_id, name: person.job_name } : null

export const centerEmployee = (person: ListedEmployee): wire.centers.CenterEmployee => ({
  id: person.id,
  code: person.code,
  personal_info: {
    first_name: person.first_name,
    last_name: person.last_name,
    name: employeeName(person),
    gender: person.gender,
  },
  job_info: jobOf(person),
})

/** The gender is text here, the same numbers as in the employee list. */
export function centerTherapist(
  person: ListedEmployee,
  with_: { jobDetails: boolean; images: boolean },
): wire.centers.CenterTherapist {
  const image = person.details.vanity_image_url
  const designation = person.details.job_info?.designation_id
  return {
    id: person.id,
    code: person.code,
    personal_info: {
      first_name: person.first_name,
      last_name: person.last_name,
      name: displayName(person),
      nick_name: person.nick_name ?? '',
      gender: String(person.gender),
      preferred_pronoun: null,
      therapist_image_paths: with_.images && image ? { vanity_image: image } : null,
    },
    job_info: jobOf(person),
    job_details: with_.jobDetails
      ? { job_designation: designation ? { id: designation, name: null } : null }
      : null,
  }
}
