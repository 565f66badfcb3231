import { emailOf, normaliseInstant, type Json } from '@cartograph/core'
import type { ExtendedProperty, ExtendedType } from '../../config/index.ts'

/** What a value of each type must be, in words, and whether one is. */
const forms: Readonly<
  Record<ExtendedType, { readonly expected: string; readonly accepts: (value: Json) => boolean }>
> = {
  string: { expected: 'text', accepts: (value) => typeof value === 'string' },
  number: { expected: 'a number', accepts: (value) => typeof value === 'number' },
  integer: { expected: 'a whole number', accepts: (value) => Number.isSafeInteger(value) },
  boolean: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  date: {
    expected: 'a day such as 1980-02-29',
    accepts: (value) =>
      typeof value === 'string' && normaliseInstant(`${value}T00:00:00Z`) !== undefined,
  },
  instant: {
    expected: 'an instant such as 2026-11-01T09:30:00Z',
    accepts: (value) => typeof value === 'string' && normaliseInstant(value) !== undefined,
  },
  email: {
    expected: 'an e-mail address',
    accepts: (value) => typeof value === 'string' && emailOf(value) !== undefined,
  },
  url: {
    expected: 'a web address',
    accepts: (value) =>
      typeof value === 'string' && /^https?:\/\//u.test(value) && URL.canParse(value),
  },
  strings: {
    expected: 'a list of texts',
    accepts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  },
}

/** What is wrong with a value of an extended property, in words, or `undefined` where it is right. */
export function extendedProblem(property: ExtendedProperty, value: Json): string | undefined {
  const { expected, accepts } = forms[property.type]
  if (!accepts(value)) return `expected ${expected}`
  const { values, pattern, minimum, maximum } = property
  for (const each of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
    if (values !== undefined && !values.some((allowed) => allowed === each))
      return `expected one of ${values.join(', ')}`
    if (pattern !== undefined && typeof each === 'string' && !new RegExp(pattern, 'u').test(each))
      return `expected text that matches ${pattern}`
    if (minimum !== undefined && typeof each === 'number' && each < minimum)
      return `expected ${minimum} or more`
    if (maximum !== undefined && typeof each === 'number' && each > maximum)
      return `expected ${maximum} or less`
  }
  return undefined
}
