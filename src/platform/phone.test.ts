import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildPhone,
  displayPhone,
  nationalPhone,
  normalizePhoneNumber,
  phoneKey,
  phoneObject,
  plainPhone,
} from './phone.ts'

const numbers = fc.stringMatching(/^[1-9][0-9]{3,11}$/)
const codes = fc.constantFrom(1, 7, 44, 61, 91, 971)

describe('reading', () => {
  test.each([
    ['5550100123', 1, '5550100123'],
    ['(555) 010-0123', 1, '5550100123'],
    ['555.010.0123', 1, '5550100123'],
    ['+1 555 010 0123', 1, '5550100123'],
    ['+15550100123', null, '15550100123'],
    ['15550100123', 1, '15550100123'],
    ['+91 98765-43210', 91, '9876543210'],
    ['+44 20 7946 0000', 91, '442079460000'],
    ['555–0100', 1, '5550100'],
    ['1234', 1, '1234'],
    ['123', 1, null],
    ['+1 234', 1, null],
    ['1234567890123456', 1, null],
    ['+1 123456789012345', 1, null],
    ['555-CALL', 1, null],
    ['555+0100', 1, null],
    ['++15550100123', 1, null],
    ['5550100 ext 4', 1, null],
    ['', 1, null],
    ['٥٥٥٠١٠٠', 1, null],
  ])('%j with dialling code %j is %j', (text, code, expected) => {
    expect(normalizePhoneNumber(text, code)).toBe(expected)
  })

  test('punctuation never changes the digits', () => {
    const noise = fc.constantFrom('', ' ', '-', '.', '(', ')', '  ')
    fc.assert(
      fc.property(
        numbers,
        codes,
        fc.array(noise, { minLength: 12, maxLength: 12 }),
        (number, code, marks) => {
          const typed = [...number].map((digit, index) => digit + marks[index]!).join('')
          expect(normalizePhoneNumber(typed, code)).toBe(number)
          expect(normalizePhoneNumber(`+${code} ${typed}`, code)).toBe(number)
        },
      ),
    )
  })
})

describe('showing', () => {
  test.each([
    ['5550100123', 1, '+1 555-010-0123', '(555) 010-0123'],
    ['5550100', 1, '+1 5550100', '5550100'],
    ['9876543210', 91, '+91 98765 43210', '98765 43210'],
    ['412345678', 61, '+61 412 345 678', '412 345 678'],
    ['7700900123', 44, '+44 770 090 0123', '770 090 0123'],
    ['12345678', 65, '+65 1234 5678', '1234 5678'],
    ['12345', 44, '+44 12345', '12345'],
    ['12345678901', 49, '+49 1234 567 8901', '1234 567 8901'],
    ['5550100123', null, '555 010 0123', '555 010 0123'],
  ])('%s of +%j', (number, code, whole, national) => {
    expect(displayPhone(number, code)).toBe(whole)
    expect(nationalPhone(number, code)).toBe(national)
  })

  test('what is shown reads back as what is stored, in groups of three to five', () => {
    fc.assert(
      fc.property(numbers, codes, (number, code) => {
        expect(normalizePhoneNumber(displayPhone(number, code), code)).toBe(number)
        expect(normalizePhoneNumber(nationalPhone(number, code), code)).toBe(number)
        expect(normalizePhoneNumber(plainPhone(number, code), code)).toBe(number)
        if (code === 1) return
        for (const group of nationalPhone(number, code).split(' ')) expect(group).toMatch(/^\d{3,5}$/)
      }),
    )
  })

  test('the guest object', () => {
    const phone = buildPhone(225, '(555) 010-0123', 1)!
    expect(phoneObject(phone)).toEqual({
      country_code: 225,
      number: '5550100123',
      phone_code: 1,
      display_number: '+1 555-010-0123',
    })
    expect(plainPhone('5550100123', 1)).toBe('+1 5550100123')
    expect(plainPhone('5550100123', null)).toBe('5550100123')
    expect(buildPhone(225, 'none', 1)).toBeNull()
    expect(phoneObject(buildPhone(-1, '5550100', null)!).phone_code).toBeNull()
  })
})

test('one key for one line', () => {
  expect(phoneKey('0412345678', 61)).toBe('61412345678')
  expect(phoneKey('412345678', 61)).toBe('61412345678')
  expect(phoneKey('0000', null)).toBe('0')
})
