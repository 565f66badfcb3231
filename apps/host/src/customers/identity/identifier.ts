import { emailOf, phoneOf } from '@cartograph/core'
import type { IdentitySettings } from '../../config/index.ts'

/** A value by which a person may be recognised, normalised. */
export interface Identifier {
  /** `email`, `phone`, `customer` (an id of a connection), or one of the configuration. */
  readonly namespace: string
  readonly value: string
}

/** What is longer is free text: together with the id of a record it would not fit an entry of PostgreSQL's indexes. */
const longestValue = 200
const longestEmail = 254

/**
 * The identifier of a value as somebody wrote it, or `undefined` for what identifies nobody.
 *
 * A phone number without a country is tried with each of the countries in turn; without any it is none, because the same
 * digits are other people elsewhere.
 */
export function identifierOf(
  namespace: string,
  written: unknown,
  countries: readonly (string | undefined)[],
): Identifier | undefined {
  if (typeof written !== 'string' && typeof written !== 'number') return undefined
  const text = String(written).trim()
  const longest = namespace === 'email' ? longestEmail : longestValue
  if (text === '' || text.length > longest) return undefined
  const value = normalised(namespace, text, countries)
  return value === undefined ? undefined : { namespace, value }
}

function normalised(
  namespace: string,
  text: string,
  countries: readonly (string | undefined)[],
): string | undefined {
  if (namespace === 'email') return emailOf(text)
  if (namespace !== 'phone') return text
  for (const country of [undefined, ...countries]) {
    const phone = phoneOf(text, country)
    if (phone !== undefined) return phone
  }
  return undefined
}

/** Whether the organisation has said that a value belongs to nobody in particular. */
export function isIgnored(
  { namespace, value }: Identifier,
  { ignored }: Pick<IdentitySettings, 'ignored'>,
): boolean {
  const folded = value.toLowerCase()
  return (ignored.get(namespace) ?? []).some((listed) => {
    const wanted = listed.toLowerCase()
    return wanted.startsWith('@') ? folded.endsWith(wanted) : folded === wanted
  })
}

/** The text under which an identifier is found, whatever its case. */
export function lookUpKey({ namespace, value }: Identifier): string {
  return `${namespace}:${value.toLowerCase()}`
}

/** Each identifier once, in one order whatever the order they came in. */
export function distinctIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  const byText = new Map(
    identifiers.map((each) => [JSON.stringify([each.namespace, each.value]), each]),
  )
  return [...byText.keys()].toSorted().flatMap((text) => byText.get(text) ?? [])
}
