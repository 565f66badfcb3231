import type { IdentitySettings } from './customer-settings.ts'

/**
 * What makes two records one person where the configuration says nothing: an id of another system that a record names, the
 * e-mail address, then the phone number.
 *
 * Fifty records with one e-mail address are more than a person leaves in shops, tills and payment providers together; an
 * address that everybody at a counter gives is past it soon.
 */
export const defaultIdentity: IdentitySettings = {
  identifiers: [],
  rules: [
    { name: 'customer', match: ['customer'], caseSensitive: true },
    { name: 'email', match: ['email'], caseSensitive: false },
    { name: 'phone', match: ['phone'], caseSensitive: false },
  ],
  neverDiffer: [],
  recordsPerIdentifier: 50,
  recordsPerPerson: 500,
  ignored: new Map(),
}
