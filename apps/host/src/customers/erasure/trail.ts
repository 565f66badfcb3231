import type { JsonObject } from '@cartograph/core'
import type { Identifier } from '../identity/identifier.ts'
import { customerIdOf } from '../identity/trace.ts'

/** What a person leaves in places that know nothing of persons. */
export interface Trail {
  /** Texts that are nobody else's, in lower case. */
  readonly texts: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** Shorter texts are parts of other words and numbers. */
const shortest = 6

/** By what a person is recognised: identifiers, addresses and numbers as rows write them, and ids of vendors that are like no other. */
export function trailOf(
  members: readonly string[],
  identifiers: readonly Identifier[],
  rows: readonly JsonObject[],
): Trail {
  const valuesOf = (namespace: string) => [
    ...new Set(identifiers.flatMap((each) => (each.namespace === namespace ? [each.value] : []))),
  ]
  const written = rows.flatMap((row) =>
    [row['email'], row['phone']].flatMap((value) => (typeof value === 'string' ? [value] : [])),
  )
  const natives = members.flatMap((member) => {
    const id = customerIdOf(member) ?? ''
    const native = id.slice(id.indexOf(':') + 1)
    return isOneOfAKind(native) ? [native] : []
  })
  const emails = valuesOf('email')
  const phones = valuesOf('phone')
  const texts = [...emails, ...phones, ...written, ...natives]
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text.length >= shortest)
  return { texts: [...new Set(texts)].toSorted(), emails, phones }
}

/** `17` may stand anywhere; `cus_NffrFeUfNV2Hib` is one customer. */
function isOneOfAKind(native: string): boolean {
  return native.length >= 10 && /[A-Za-z]/u.test(native) && /\d/u.test(native)
}

/** Does a text hold one of those that a person leaves? */
export function isTrodden(text: string, { texts }: Pick<Trail, 'texts'>): boolean {
  const folded = text.toLowerCase()
  return texts.some((each) => folded.includes(each))
}
