import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findCurrencyByCode } from '../../platform/money.ts'
import {
  NO_PLACE,
  OTHER_STATE,
  findCountry,
  findCountryByCode,
  findState,
  listCountries,
  listStates,
} from './geography.ts'

/** The first edition ended with these numbers; later ones may only add. */
const FIRST_COUNTRIES = 250
const FIRST_STATES = 4387

const allStates = () => listCountries().flatMap((country) => listStates(country.id))

describe('countries', () => {
  test('ids that clients keep', () => {
    expect(findCountry(225)).toEqual({
      id: 225,
      code: 'US',
      name: 'United States',
      phoneCode: 1,
      nationality: 'American',
      currencyCode: 'USD',
    })
    expect(findCountry(95)).toMatchObject({
      code: 'IN',
      phoneCode: 91,
      nationality: 'Indian',
      currencyCode: 'INR',
    })
    expect(findCountry(224)).toMatchObject({ code: 'GB', name: 'United Kingdom', phoneCode: 44 })
    expect(findCountry(13)).toMatchObject({ code: 'AU', phoneCode: 61 })
    expect(findCountryByCode('us')?.id).toBe(225)
  })

  test('none chosen and unknown', () => {
    for (const id of [NO_PLACE, 0, 9999, 1.5, NaN]) expect(findCountry(id)).toBeUndefined()
    expect(findCountryByCode('ZZ')).toBeUndefined()
  })

  test('no id has moved', () => {
    const ids = [...listCountries()].sort((a, b) => a.id - b.id).slice(0, FIRST_COUNTRIES)
    expect(ids.map(({ id, code }) => `${id}${code}`).join(' ')).toMatchInlineSnapshot(
      `"1AF 2AL 3DZ 4AS 5AD 6AO 7AI 8AQ 9AG 10AR 11AM 12AW 13AU 14AT 15AZ 16BS 17BH 18BD 19BB 20BY 21BE 22BZ 23BJ 24BM 25BT 26BO 27BA 28BW 29BR 30BN 31BG 32BF 33BI 34KH 35CM 36CA 37CV 38KY 39CF 40TD 41CL 42CN 43CX 44CC 45CO 46KM 47CG 48CD 49CK 50CR 51CI 52HR 53CU 54CY 55CZ 56DK 57DJ 58DM 59DO 60EC 61EG 62SV 63GQ 64ER 65EE 66ET 67FK 68FO 69FJ 70FI 71FR 72GF 73PF 74GA 75GM 76GE 77DE 78GH 79GI 80GR 81GL 82GD 83GP 84GU 85GT 86GG 87GN 88GW 89GY 90HT 91HN 92HK 93HU 94IS 95IN 96ID 97IR 98IQ 99IE 100IM 101IL 102IT 103JM 104JP 105JE 106JO 107KZ 108KE 109KI 110KW 111KG 112LA 113LV 114LB 115LS 116LR 117LY 118LI 119LT 120LU 121MO 122MG 123MW 124MY 125MV 126ML 127MT 128MH 129MQ 130MR 131MU 132YT 133MX 134FM 135MD 136MC 137MN 138ME 139MS 140MA 141MZ 142MM 143NA 144NR 145NP 146NL 147NC 148NZ 149NI 150NE 151NG 152NU 153NF 154KP 155MK 156MP 157NO 158OM 159PK 160PW 161PS 162PA 163PG 164PY 165PE 166PH 167PN 168PL 169PT 170PR 171QA 172RE 173RO 174RU 175RW 176BL 177SH 178KN 179LC 180MF 181PM 182VC 183WS 184SM 185ST 186SA 187SN 188RS 189SC 190SL 191SG 192SK 193SI 194SB 195SO 196ZA 197KR 198ES 199LK 200SD 201SR 202SJ 203SZ 204SE 205CH 206SY 207TW 208TJ 209TZ 210TH 211TL 212TG 213TK 214TO 215TT 216TN 217TR 218TM 219TC 220TV 221UG 222UA 223AE 224GB 225US 226UY 227UZ 228VU 229VA 230VE 231VN 232VG 233VI 234WF 235EH 236YE 237ZM 238ZW 239AX 240BV 241IO 242BQ 243CW 244TF 245HM 246XK 247SX 248GS 249SS 250UM"`,
    )
  })

  test('every country is complete, once, and listed by name', () => {
    const all = listCountries()
    expect(new Set(all.map((country) => country.id)).size).toBe(all.length)
    expect(new Set(all.map((country) => country.code)).size).toBe(all.length)
    for (const country of all) {
      expect(country.code).toMatch(/^[A-Z]{2}$/)
      expect(country.phoneCode).toBeGreaterThan(0)
      expect(country.phoneCode).toBeLessThan(1000)
      if (country.currencyCode) expect(findCurrencyByCode(country.currencyCode), country.name).toBeDefined()
    }
    const names = all.map((country) => country.name)
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')))
  })
})

describe('states', () => {
  test('ids and codes as samples show them', () => {
    expect(findState(70)).toEqual({ id: 70, countryId: 225, code: 'US39', shortName: 'OH', name: 'Ohio' })
    expect(findState(49)).toEqual({ id: 49, countryId: 225, code: 'US18', shortName: 'IN', name: 'Indiana' })
    for (const id of [5, 14, 125]) expect(findState(id)?.countryId).toBe(225)
    expect(findState(297)?.countryId).toBe(13)
  })

  test('a country has its states by name', () => {
    expect(listStates(13).map((state) => state.shortName)).toEqual([
      'ACT',
      'NSW',
      'NT',
      'QLD',
      'SA',
      'TAS',
      'VIC',
      'WA',
    ])
    expect(listStates(225).filter((state) => /^[A-Z]{2}$/.test(state.shortName!))).toHaveLength(62)
    expect(listStates(95)).toHaveLength(36)
    expect(listStates(findCountryByCode('SJ')!.id)).toEqual([])
    expect(listStates(9999)).toEqual([])
    for (const id of [NO_PLACE, OTHER_STATE, 0, 999_999]) expect(findState(id)).toBeUndefined()
  })

  test('no id or code has moved', () => {
    const first = allStates()
      .filter((state) => state.id <= FIRST_STATES)
      .sort((a, b) => a.id - b.id)
    expect(first).toHaveLength(FIRST_STATES)
    const text = first.map(({ id, countryId, code }) => `${id} ${countryId} ${code}`).join('\n')
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"9534b471ae6943a4045594fecc2b2eebb7114510147ba7eb98c9268c2d5dfa9c"`,
    )
  })

  test('every id and code once, no empty names', () => {
    const all = allStates()
    expect(new Set(all.map((state) => state.id)).size).toBe(all.length)
    expect(new Set(all.map((state) => state.code)).size).toBe(all.length)
    for (const { name, shortName } of all) {
      expect(name.trim()).toBe(name)
      expect(name).not.toBe('')
      expect([null, undefined, '', 'undefined'].includes(shortName)).toBe(shortName === null)
    }
  })
})
