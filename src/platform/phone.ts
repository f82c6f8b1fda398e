/**
 * Phone numbers: digits as stored, text as shown.
 *
 * A phone is a country and a national number of digits. The country's id and dialling code come from the
 * caller, since countries are not known here. country_code on the wire is the country's id; phone_code is the
 * dialling code.
 */
const FEWEST_DIGITS = 4
const MOST_DIGITS = 15

/** The North American plan and India have customs of their own. */
const NORTH_AMERICA = 1
const INDIA = 91

export type Phone = {
  countryId: number
  /** Dialling code of the country; null when the country is unknown. */
  diallingCode: number | null
  /** National number, digits. */
  number: string
  /** `+1 555-010-0123`, `+91 98765 43210` */
  displayNumber: string
}

/** A phone as guest objects carry it. */
export type PhoneObject = {
  country_code: number
  number: string
  phone_code: number | null
  display_number: string
}

/**
 * The national number in what a person typed, digits only, or null when it is none: blanks, dashes, dots,
 * parentheses and a leading plus are allowed, 4 to 15 digits must remain. A number with a plus is
 * international: its dialling code, when it is the given one, is taken off.
 */
export function normalizePhoneNumber(text: string, diallingCode: number | null = null): string | null {
  const compact = text.replace(/[\s\-.()\u2010-\u2015]/g, '')
  const parts = /^(\+?)(\d+)$/.exec(compact)
  if (!parts) return null
  const digits = parts[2]!
  const code = String(diallingCode ?? '')
  const number = parts[1] && code && digits.startsWith(code) ? digits.slice(code.length) : digits
  return number.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS ? number : null
}

/** A phone from what a caller sent, or null when the number is unreadable. */
export function buildPhone(countryId: number, number: string, diallingCode: number | null): Phone | null {
  const national = normalizePhoneNumber(number, diallingCode)
  if (national === null) return null
  return { countryId, diallingCode, number: national, displayNumber: displayPhone(national, diallingCode) }
}

/** The wire form in guest objects. */
export function phoneObject(phone: Phone): PhoneObject {
  return {
    country_code: phone.countryId,
    number: phone.number,
    phone_code: phone.diallingCode,
    display_number: phone.displayNumber,
  }
}

/** The whole number for people: `+1 555-010-0123`; without a known country only the grouped number. */
export function displayPhone(number: string, diallingCode: number | null): string {
  if (diallingCode === NORTH_AMERICA) return `+1 ${nationalGroups(number, diallingCode, '-')}`
  return (diallingCode === null ? '' : `+${diallingCode} `) + nationalGroups(number, diallingCode, ' ')
}

/** As written inside the country: `(555) 010-0000` in North America, groups elsewhere. */
export function nationalPhone(number: string, diallingCode: number | null): string {
  if (diallingCode === NORTH_AMERICA && number.length === 10) {
    return `(${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}`
  }
  return nationalGroups(number, diallingCode, ' ')
}

/** The one-text form of invoices: `+1 5550100123`. */
export function plainPhone(number: string, diallingCode: number | null): string {
  return diallingCode === null ? number : `+${diallingCode} ${number}`
}

/**
 * What two spellings of one line have in common, for search and uniqueness: dialling code and number without
 * the zeros that some countries dial in front.
 */
export function phoneKey(number: string, diallingCode: number | null): string {
  return `${diallingCode ?? ''}${number.replace(/^0+(?=\d)/, '')}`
}

function nationalGroups(number: string, diallingCode: number | null, separator: string): string {
  const length = number.length
  if (diallingCode === NORTH_AMERICA && length !== 10) return number
  if (diallingCode === INDIA && length === 10) return number.slice(0, 5) + separator + number.slice(5)
  // Threes, and fours where threes would leave one or two digits alone.
  const groups: string[] = []
  let rest = number
  while (rest.length > 5) {
    const size = rest.length % 3 === 2 ? 4 : 3
    groups.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return [...groups, rest].join(separator)
}
