import { emailOf, phoneOf } from '@cartograph/core'

/** What a customer can be found by: a whole e-mail address or a whole phone number, and nothing else. */
export interface ExactKey {
  readonly kind: 'email' | 'phone'
  readonly value: string
}

/** Digits with what people write between them; no letters, wildcards or extensions. */
const writtenNumber = /^\+?[\d\s()./-]{4,30}$/

/**
 * What was typed as an exact key, or `undefined`: a part, a pattern, a name, a number that its country does not have.
 *
 * A number without a country code is one of `country`.
 */
export function exactKey(typed: string, country: string | undefined): ExactKey | undefined {
  if (typed.includes('@')) {
    const value = emailOf(typed)
    return value === undefined || /[*%?]/.test(value) ? undefined : { kind: 'email', value }
  }
  const value = exactPhone(typed, country)
  return value === undefined ? undefined : { kind: 'phone', value }
}

export function exactPhone(typed: string, country: string | undefined): string | undefined {
  const written = typed.trim()
  return writtenNumber.test(written) ? phoneOf(written, country) : undefined
}
