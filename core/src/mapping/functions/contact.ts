import { emailOf, phoneOf } from '../contact-text.ts'
import { countryOf } from '../country.ts'
import { ofOne, type Family } from '../definition.ts'
import { textOf } from './text.ts'

export const contact: Family = {
  $email: {
    says: 'An e-mail address trimmed and in lower case; what cannot be one is missing.',
    takes: 'value',
    accepts: ['string'],
    gives: ['string'],
    compile: (parts) => ofOne(parts, (value) => emailOf(textOf(value, parts.call))),
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
        return phoneOf(textOf(value, parts.call), typeof home === 'string' ? home : undefined)
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
