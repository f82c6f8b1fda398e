/** Full name of a person; middle names are left out, as in the published answers. */
export const employeeName = (person: { first_name: string; last_name: string }): string =>
  `${person.first_name} ${person.last_name}`.trim()

/** What guests are shown: the nick name when there is one. */
export const displayName = (person: {
  first_name: string
  last_name: string
  nick_name: string | null
}): string => person.nick_name?.trim() || employeeName(person)
