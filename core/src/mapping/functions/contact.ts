import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import { countryOf } from '../country.ts'
import { ofOne, type Family } from '../definition.ts'
import { textOf } from './text.ts'

/**
 * What mail servers accept in practice: one @, no white space or controls, a domain with a dot. Stricter forms refuse
 * addresses that work.
 */
const email =
  /^[^\s@\p{Cc}<>()",;:\\[\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u
const maxEmailLength = 254

export const contact: Family = {
  $email: {
    says: 'An e-mail address trimmed and in lower case; what cannot be one is missing.',
    takes: 'value',
    accepts: ['string'],
    gives: ['string'],
    compile: (parts) =>
      ofOne(parts, (value) => {
        const address = textOf(value, parts.call).trim().toLowerCase()
        return address.length <= maxEmailLength &&
          email.test(address) &&
          !address.includes('..') &&
          !address.startsWith('.') &&
          !address.includes('.@')
          ? address
          : undefined
      }),
  },
  $phone: {
    says: 'A phone number in E.164; national ones need their `country`. What is no valid number is missing.',
    takes: 'value',
    named: { country: { is: 'value', optional: true } },
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const { country } = parts.named
      return (here, scope) => {
        const value = parts.value.evaluate(here, scope)
        if (value === null || value === undefined) return value
        const home = country?.evaluate(here, scope)
        const code = typeof home === 'string' ? countryOf(home) : undefined
        const options = code === undefined ? {} : { defaultCountry: code as CountryCode }
        const found = parsePhoneNumberFromString(textOf(value, parts.call), options)
        return found?.isValid() === true ? found.number : undefined
      }
    },
  },
  $country: {
    says: 'The ISO 3166-1 code of two letters for a code or an English name; what is no single country is missing.',
    takes: 'value',
    accepts: ['string'],
    gives: ['string'],
    compile: (parts) => ofOne(parts, (value) => countryOf(textOf(value, parts.call))),
  },
}
