import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import { countryOf } from './country.ts'

/**
 * What mail servers accept in practice: one @, no white space or controls, a domain with a dot. Stricter forms refuse
 * addresses that work.
 */
const email =
  /^[^\s@\p{Cc}<>()",;:\\[\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u
const maxEmailLength = 254

/** An e-mail address trimmed and in lower case, or `undefined` for what cannot be one. */
export function emailOf(text: string): string | undefined {
  const address = text.trim().toLowerCase()
  return address.length <= maxEmailLength &&
    email.test(address) &&
    !address.includes('..') &&
    !address.startsWith('.') &&
    !address.includes('.@')
    ? address
    : undefined
}

/**
 * A phone number in E.164, or `undefined` for what is no valid number.
 *
 * A national number needs its country, as a code of two letters or an English name.
 */
export function phoneOf(text: string, country?: string): string | undefined {
  const code = country === undefined ? undefined : countryOf(country)
  const options = code === undefined ? {} : { defaultCountry: code as CountryCode }
  const found = parsePhoneNumberFromString(text, options)
  return found?.isValid() === true ? found.number : undefined
}
