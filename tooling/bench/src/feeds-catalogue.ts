import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** So many variants a product has. */
const perProduct = 5
const forms = ['rss', 'xml', 'csv', 'json'] as const

export type MeasuredForm = (typeof forms)[number]
export const measuredForms: readonly MeasuredForm[] = forms

/** A folder with a shop of so many variants, and a feed of Google's fields in each form. */
export function catalogueFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-feeds-'))
  const own = join(folder, 'node_modules/catalogue')
  mkdirSync(own, { recursive: true })
  const core = createRequire(import.meta.url).resolve('@cartograph/core/package.json')
  const zod = dirname(createRequire(core).resolve('zod/package.json'))
  symlinkSync(zod, join(folder, 'node_modules/zod'))
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({
      name: 'catalogue',
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
      cartograph: { contract: 'v1' },
    }),
  )
  writeFileSync(join(own, 'index.js'), catalogue)
  writeFileSync(join(folder, 'cartograph.yaml'), configuration)
  return folder
}

const configuration = `version: 1
organisation: bench
connections: { shop: { connector: catalogue } }
feeds:
${forms.map((form) => `  ${form}: { set: google, form: ${form}, rows: variant }`).join('\n')}
`

const padded = (index: number) => String(index).padStart(7, '0')

/** What every form should say of a variant, as text, in the order in which a document has them. */
export function expectedRow(index: number): Readonly<Record<string, string>> {
  const product = padded(Math.floor(index / perProduct))
  const size = ['XS', 'S', 'M', 'L', 'XL'][index % perProduct] ?? ''
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
    product_type: `Clothes > Shelf ${Math.floor(index / perProduct) % 200}`,
    item_group_id: product,
    size,
  }
}

const catalogue = `
import * as z from 'zod'
const count = Number(process.env.VARIANTS)
const per = ${perProduct}
const row = z.looseObject({ id: z.string() })
const pad = (index) => String(index).padStart(7, '0')
const makers = {
  categories: { count: 201, entity: 'category', fields: ['name', 'parentId'], make: (at) =>
    at === 0 ? { id: 'top', name: 'Clothes' } : { id: 's' + (at - 1), name: 'Shelf ' + (at - 1), parentId: 'top' } },
  products: { count: Math.ceil(count / per), entity: 'product',
    fields: ['name', 'description', 'status', 'imageUrls', 'categoryIds', 'brand', 'currency'], make: (at) => ({
      id: pad(at), name: 'Jacke &amp; Hose &lt;' + pad(at) + '&gt; "Ærø" 🧥', status: 'active', brand: 'Nordlys', currency: 'DKK',
      description: '<p>Light, <b>warm</b>; made of wool.</p>Second line of ' + pad(at) + '.',
      imageUrls: [0, 1, 2].map((image) => 'https://shop.example/i/' + pad(at) + '-' + image + '.jpg'),
      categoryIds: ['s' + (at % 200)] }) },
  variants: { count, entity: 'variant', fields: ['productId', 'name', 'status', 'url', 'sku', 'price', 'currency', 'inStock', 'attributes'],
    make: (at) => {
      const size = ['XS', 'S', 'M', 'L', 'XL'][at % per]
      return { id: 'v' + pad(at), productId: pad(Math.floor(at / per)), name: size, status: 'active', sku: 'SKU-' + pad(at),
        url: 'https://shop.example/p/' + pad(Math.floor(at / per)) + '?v=' + at + '&size=' + size,
        price: (100 + (at % 900)) * 100 + 50, currency: 'DKK', inStock: at % 7 !== 0, attributes: { size } } } },
}
const stream = ({ count, make }) => ({
  schema: row, key: ({ id }) => id, deletes: 'never',
  list: {
    params: z.null(), position: z.number(), paging: 'stable',
    async *plan() { yield { params: null } },
    async *read(context, slice, from = 0) {
      for (let at = from; at < count; at += 500) {
        const items = Array.from({ length: Math.min(500, count - at) }, (_, index) => ({ op: 'upsert', row: make(at + index) }))
        yield { items, next: at + 500, end: at + 500 >= count }
      }
    },
  },
})
export const connector = {
  specificationVersion: 'v1', id: 'catalogue', name: 'Catalogue', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: Object.fromEntries(Object.entries(makers).map(([name, maker]) => [name, stream(maker)])),
    mappings: Object.entries(makers).map(([name, { entity, fields }]) => ({
      id: name, from: { connector: 'catalogue', stream: name }, to: { entity },
      fields: Object.fromEntries(['id', ...fields].map((field) => [field, '$.' + field])), onDrift: 'warn',
    })),
  }),
}
`
