import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  appendChanges,
  contentHash,
  openStore,
  writeCommerce,
} from '@cartograph/host/measured-store'

/** So many variants a product has. */
const perProduct = 5
const forms = ['rss', 'xml', 'csv', 'json'] as const

export type MeasuredForm = (typeof forms)[number]
export const measuredForms: readonly MeasuredForm[] = forms

/** A folder with a feed of Google's fields in each form, and a store with so many variants of a shop. */
export async function catalogueFolder(variants: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-feeds-'))
  writeFileSync(join(folder, 'cartograph.yaml'), configuration)
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'bench' })
  try {
    for (const { entity, count, make } of makersOf(variants))
      for (let from = 0; from < count; from += pageSize) {
        const rows = Array.from({ length: Math.min(pageSize, count - from) }, (_each, index) => {
          const row = { ...make(from + index), connection: 'shop' }
          const data = JSON.stringify(row)
          return { before: [], after: [{ entity, id: row.id, data, hash: contentHash(data) }] }
        })
        await store.write(function* (dialect, org) {
          const changes = yield* writeCommerce(dialect, org, 'shop', rows, 0)
          yield* appendChanges(dialect, org, changes, 'bulk', 0)
        })
      }
  } finally {
    await store.close()
  }
  return folder
}

interface Maker {
  readonly entity: string
  readonly count: number
  readonly make: (index: number) => { readonly id: string }
}

const pageSize = 5000
const shelfCount = 200
const sizes = ['XS', 'S', 'M', 'L', 'XL']

/** The catalogue as a shop says it: with HTML, entities and line breaks where feeds have none. */
function makersOf(variants: number): readonly Maker[] {
  return [
    {
      entity: 'category',
      count: shelfCount + 1,
      make: (at) =>
        at === 0
          ? { id: 'shop:top', name: 'Clothes' }
          : { id: `shop:s${at - 1}`, name: `Shelf ${at - 1}`, parentId: 'shop:top' },
    },
    {
      entity: 'product',
      count: Math.ceil(variants / perProduct),
      make: (at) => ({
        id: `shop:${padded(at)}`,
        name: `Jacke &amp; Hose &lt;${padded(at)}&gt; "Ærø" 🧥`,
        status: 'active',
        brand: 'Nordlys',
        currency: 'DKK',
        description: `<p>Light, <b>warm</b>; made of wool.</p>Second line of ${padded(at)}.`,
        imageUrls: [0, 1, 2].map((image) => `https://shop.example/i/${padded(at)}-${image}.jpg`),
        categoryIds: [`shop:s${at % shelfCount}`],
      }),
    },
    {
      entity: 'variant',
      count: variants,
      make: (at) => {
        const product = padded(Math.floor(at / perProduct))
        const size = sizes[at % perProduct] ?? ''
        return {
          id: `shop:v${padded(at)}`,
          productId: `shop:${product}`,
          name: size,
          status: 'active',
          sku: `SKU-${padded(at)}`,
          url: `https://shop.example/p/${product}?v=${at}&size=${size}`,
          price: (100 + (at % 900)) * 100 + 50,
          currency: 'DKK',
          inStock: at % 7 !== 0,
          attributes: { size },
        }
      },
    },
  ]
}

const configuration = `version: 1
organisation: bench
feeds:
${forms.map((form) => `  ${form}: { set: google, form: ${form}, rows: variant }`).join('\n')}
`

const padded = (index: number) => String(index).padStart(7, '0')

/** What every form should say of a variant, as text, in the order in which a document has them. */
export function expectedRow(index: number): Readonly<Record<string, string>> {
  const product = padded(Math.floor(index / perProduct))
  const size = sizes[index % perProduct] ?? ''
  const name = `Jacke & Hose <${product}> "Ærø" 🧥`
  return {
    id: `v${padded(index)}`,
    title: `${name}, ${size}`,
    description: `Light, warm; made of wool.\nSecond line of ${product}.`,
    link: `https://shop.example/p/${product}?v=${index}&size=${size}`,
    image_link: `https://shop.example/i/${product}-0.jpg`,
    additional_image_link: `https://shop.example/i/${product}-1.jpg,https://shop.example/i/${product}-2.jpg`,
    availability: index % 7 === 0 ? 'out_of_stock' : 'in_stock',
    price: `${100 + (index % 900)}.50 DKK`,
    brand: 'Nordlys',
    mpn: `SKU-${padded(index)}`,
    condition: 'new',
    product_type: `Clothes > Shelf ${Math.floor(index / perProduct) % shelfCount}`,
    item_group_id: product,
    size,
  }
}
