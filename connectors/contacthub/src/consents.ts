import type { CustomerItem, Said } from './customer-item.ts'

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

/** What a customer agreed to, in the form of Contacthub; `undefined` where they said nothing. A lapsed consent is none. */
export function consentsOf(
  { consents, disclaimer }: Pick<CustomerItem, 'consents' | 'disclaimer'>,
  now: number,
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
  for (const { place, said } of newest.values())
    tree = withAt(tree, place, { status: isGranted(said, now) })
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
