import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followCustomers } from '../persons/follow.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { openFind } from './find.ts'

/** Seeded: the same searches every time. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const draw = drawing(7)
const contacts = Array.from({ length: 500 }, (_, index) => ({
  email: `customer.${index}.${draw(1000)}@shop${index % 7}.example.com`,
  phone: `+4670174${String(1000 + index * 7)}`,
}))
const emails = new Set(contacts.map(({ email }) => email))
const phones = new Set(contacts.map(({ phone }) => phone))

let place: StorePlace
let store: Store
beforeAll(async () => {
  place = await newStorePlace()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
  await writeRows(
    store,
    contacts.map((contact, index) => ({
      entity: 'customer',
      id: `shop:${index}`,
      row: { connection: 'shop', ...contact },
    })),
  )
  await followCustomers(store, { signal: new AbortController().signal })
})
afterAll(async () => {
  await store.close()
  await place.remove()
})

type Bend = (text: string) => string

const at = (text: string) => draw(text.length)
/** What somebody would try who knows a part, or hopes for a search that is not exact. */
const bends: readonly Bend[] = [
  (text) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => text.slice(0, 1 + at(text)),
  (text) => text.slice(at(text)),
  (text) => `${text}0`,
  (text) => text.replace(/.$/u, '%'),
  (text) => text.replace(/.$/u, '*'),
  (text) => text.replace(/.$/u, '_'),
  (text) => `${text.slice(0, 3)}%`,
  () => '%',
  () => '*',
  () => '',
  (text) => `${text}' or '1'='1`,
  (text) => {
    const point = at(text)
    return text.slice(0, point) + String(draw(10)) + text.slice(point + 1)
  },
  (text) => {
    const point = at(text)
    return text.slice(0, point) + text.slice(point + 1)
  },
  (text) => {
    const point = at(text)
    return text.slice(0, point) + String(draw(10)) + text.slice(point)
  },
]

/** What a search finds by right, and so is no near miss: the same number or address, written in another way. */
function isOfSomebody(field: 'email' | 'phone', wanted: string): boolean {
  return field === 'email'
    ? emails.has(wanted.trim().toLowerCase())
    : phones.has(wanted) || phones.has(`+${wanted.replace(/^\+?0*/u, '')}`)
}

test('ten thousand near misses of addresses and numbers find nobody', async () => {
  const find = openFind(store, { nodes: [], onLookUp: () => {} })
  let searches = 0
  const found: string[] = []
  while (searches < 10_000) {
    const field = draw(2) === 0 ? 'email' : 'phone'
    const known = contacts[draw(contacts.length)]?.[field] ?? ''
    const wanted = bends[draw(bends.length)]?.(known) ?? ''
    if (isOfSomebody(field, wanted)) continue
    searches += 1
    const entity = draw(2) === 0 ? 'person' : 'customer'
    const rows = await find(entity, { [field]: wanted })
    if (rows.length > 0) found.push(`${known} by ${wanted}`)
  }
  expect([searches, found]).toStrictEqual([10_000, []])
})

test('whoever is searched for exactly is found, so that finding nobody means something', async () => {
  const find = openFind(store, { nodes: [], onLookUp: () => {} })
  for (const { email, phone } of contacts.slice(0, 50)) {
    const byEmail = await find('person', { email })
    const byPhone = await find('person', { phone })
    expect([byEmail.length, byPhone[0]?.['id']]).toStrictEqual([1, byEmail[0]?.['id']])
  }
})
