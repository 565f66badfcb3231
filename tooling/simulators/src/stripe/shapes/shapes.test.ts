import { readFile } from 'node:fs/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import type { JsonObject } from '../json.ts'
import { kinds, kindNames, type KindName } from '../kinds/kinds.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'

// Names and JSON types of each object's properties at this version, taken from the vendor's OpenAPI description. A
// question mark says that a property may be absent.
const version = '2020-08-27'
type Shapes = Readonly<Record<string, Readonly<Record<string, string>>>>

// Kinds that came later, or that the description leaves out.
const unknownThen: ReadonlySet<KindName> = new Set([
  'invoice_payments',
  'payment_links',
  'quotes',
  'test_clocks',
])

let stripe: SimulatedStripe
let shapes: Shapes

beforeAll(async () => {
  const text = await readFile(
    new URL(`../fixtures/shapes-${version}.json`, import.meta.url),
    'utf8',
  )
  shapes = JSON.parse(text) as Shapes
  stripe = await startStripe({
    shop: simulatedShop({ orders: 400 }),
    accounts: 1,
    apiVersion: version,
  })
  stripe.admin.addEndpoint({ url: 'https://shop.example/hook' })
})

afterAll(() => stripe.close())

/** Properties that later versions no longer have in the place they had then. */
const gone: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  invoices: ['paid'],
  promotion_codes: ['coupon'],
}

const rowsOf = async (kind: KindName): Promise<readonly JsonObject[]> => {
  const rows: JsonObject[] = []
  for (const { id } of stripe.truth(kind).slice(-40)) {
    const answer = await fetch(`${stripe.url}/v1/${kinds[kind].path}/${id}`, {
      headers: { authorization: `Bearer ${stripe.keys.secret}` },
    })
    rows.push((await answer.json()) as JsonObject)
  }
  return rows
}

const typeOf = (value: unknown) => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

test.each(kindNames.filter((kind) => !unknownThen.has(kind)))(
  '%s have the shape that the description of their version gives them',
  async (kind) => {
    const shape = shapes[kinds[kind].object] ?? {}
    const rows = await rowsOf(kind)
    const missing = new Set<string>()
    const wrong = new Set<string>()
    for (const row of rows) {
      for (const [name, types] of Object.entries(shape)) {
        const held = row[name]
        if (held === undefined) {
          if (!types.startsWith('?')) missing.add(name)
        } else if (!types.replace('?', '').split('|').includes(typeOf(held))) {
          wrong.add(`${name} is ${typeOf(held)} and not ${types}`)
        }
      }
    }
    expect(rows.length).toBeGreaterThan(0)
    expect([...wrong]).toStrictEqual([])
    expect([...missing]).toStrictEqual(gone[kind] ?? [])
  },
)
