import type { CustomerItem, Said } from './customer-item.ts'
import { isRecord } from './plain-data.ts'
import { instantMs, type ShownCustomer } from './shown-customer.ts'

/** Where a consent stands in Contacthub, by channel, where it is one to marketing. */
export const marketingPlaces: Readonly<Record<string, readonly string[]>> = {
  email: ['marketing', 'automatic', 'email'],
  sms: ['marketing', 'automatic', 'sms'],
  push: ['marketing', 'automatic', 'push'],
  phone: ['marketing', 'traditional', 'telephonic'],
  post: ['marketing', 'traditional', 'papery'],
}
/** The same for consents to profiling, whatever the channel. */
export const profilingPlace: readonly string[] = ['profiling', 'online']

type Tree = { readonly [name: string]: Tree | boolean | string | null | undefined }

/** Whom something is written to: somebody new, somebody as they stand, or somebody who is there and is not shown. */
export type Standing = 'new' | 'unseen' | ShownCustomer

/**
 * What a customer agreed to, in the form of Contacthub; `undefined` where they said nothing. A lapsed consent is none.
 *
 * Who said no in Contacthub is not overruled by a yes that may be older.
 */
export function consentsOf(
  { consents, disclaimer }: Pick<CustomerItem, 'consents' | 'disclaimer'>,
  { now, standing }: { readonly now: number; readonly standing: Standing },
): Tree | undefined {
  const newest = new Map<string, { readonly place: readonly string[]; readonly said: Said }>()
  for (const said of consents ?? []) {
    const place = placeOf(said)
    if (place === undefined) continue
    const name = place.join('.')
    const before = newest.get(name)
    if (before === undefined || isNewer(said, before.said)) newest.set(name, { place, said })
  }
  let tree: Tree = {
    ...((disclaimer ?? null) !== null && { disclaimer: { ...disclaimer } }),
  }
  for (const { place, said } of newest.values()) {
    const status = isGranted(said, now)
    if (!status || mayAgree(said, place, standing)) tree = withAt(tree, place, { status })
  }
  return Object.keys(tree).length === 0 ? undefined : tree
}

/** The newest thing that was said about marketing by e-mail. */
export function mailConsent(consents: CustomerItem['consents']): Said | undefined {
  return (consents ?? [])
    .filter((said) => placeOf(said)?.join('.') === marketingPlaces['email']?.join('.'))
    .reduce<Said | undefined>(
      (newest, said) => (newest === undefined || isNewer(said, newest) ? said : newest),
      undefined,
    )
}

export function isGranted({ state, expiresAt }: Said, now: number): boolean {
  const lapses = Date.parse(expiresAt ?? '')
  return state === 'granted' && (Number.isNaN(lapses) || lapses > now)
}

/** Contacthub dates no consent, so only what was said after the last change of the customer is certainly newer than a no. */
function mayAgree({ at }: Said, place: readonly string[], standing: Standing): boolean {
  if (standing === 'new') return true
  if (standing === 'unseen') return false
  const leaf = place.reduce<unknown>(
    (here, name) => (isRecord(here) ? here[name] : undefined),
    standing.consents,
  )
  if (!isRecord(leaf)) return true
  if (leaf['objection'] === true) return false
  return leaf['status'] !== false || Date.parse(at ?? '') > (instantMs(standing.updatedAt) ?? 0)
}

function placeOf({ channel, purpose }: Said): readonly string[] | undefined {
  if (purpose === 'profiling') return profilingPlace
  if ((purpose ?? 'marketing') !== 'marketing') return undefined
  return marketingPlaces[channel ?? '']
}

/** Of two things said in one instant the refusal counts; what has no instant is older than what has one. */
function isNewer(one: Said, other: Said): boolean {
  const [at, otherAt] = [one, other].map((said) => {
    const ms = Date.parse(said.at ?? '')
    return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms
  })
  if (at !== otherAt) return (at ?? 0) > (otherAt ?? 0)
  return one.state !== 'granted'
}

function withAt(tree: Tree, [name = '', ...rest]: readonly string[], value: Tree): Tree {
  const before = tree[name]
  const below = typeof before === 'object' && before !== null ? before : {}
  return { ...tree, [name]: rest.length === 0 ? value : withAt(below, rest, value) }
}
