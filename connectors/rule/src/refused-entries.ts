import { fault, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { refusedEntry } from './assumptions.ts'
import type { Answered } from './client.ts'
import type { Entry } from './subscriber-entry.ts'

const refusal = z.looseObject({ fields: z.record(z.string(), z.unknown()).optional() })

/** Which entries of a list Rule names in a refusal, and where in them; an empty map where it names none. */
export function refusedEntries({ body }: Answered, count: number): ReadonlyMap<number, string> {
  const { data } = refusal.safeParse(body)
  const named = new Map<number, string>()
  for (const path of Object.keys(data?.fields ?? {})) {
    const [, index, place = ''] = refusedEntry.exec(path) ?? []
    if (index !== undefined && Number(index) < count && !named.has(Number(index)))
      named.set(Number(index), place.replaceAll(/\]?\[/g, '.'))
  }
  return named
}

/** Why one subscriber was refused, in words for whoever looks after the data. */
export function entryFault(status: number, entry: Entry, place: string): Fault {
  const request = { method: 'POST', route: '/v2/subscribers', status }
  if (status === 409)
    return fault({
      kind: 'record',
      message:
        'The e-mail address and the phone number of this customer belong to two different subscribers in Rule.',
      hint: 'Merge the two in Rule, or take the address or the number off one of them; then replay.',
      request,
    })
  if (status === 404)
    return fault({
      kind: 'record',
      message: 'Rule does not know a tag of this customer.',
      hint: 'Tags of digits alone are taken for ids. Give names, or make the tag in Rule; then replay.',
      path: ['tags'],
      request,
    })
  const [field, path] = wordsOf(entry, place)
  return fault({
    kind: 'record',
    message: `Rule refuses ${field} of this customer.`,
    hint: 'Mend the value where it comes from. A field keeps the type that it was made with: see Subscriber, Groups in Rule.',
    path,
    request,
  })
}

function wordsOf(
  { fields = [], ...entry }: Entry,
  place: string,
): readonly [words: string, path: readonly (string | number)[]] {
  const [, index] = /^fields\.(\d+)/.exec(place) ?? []
  const key = index === undefined ? undefined : fields[Number(index)]?.key
  if (key !== undefined) {
    const [group = '', field = ''] = key.split('.')
    return [`the field ${key}`, ['groups', group, field]]
  }
  if (place.startsWith('phone_number')) return ['the phone number', ['phone']]
  if (place.startsWith('email')) return ['the e-mail address', ['email']]
  if (place.startsWith('language')) return ['the language', ['language']]
  // Alone and without a name: it can be only what is there.
  return 'phone_number' in entry && 'email' in entry
    ? ['the e-mail address, the phone number or a field', []]
    : ['the address, the number or a field', []]
}
