import { metaOf } from '../documents/meta.ts'
import type { Resource } from '../documents/resource.ts'
import type { JsonObject } from '../json.ts'
import { textOr } from '../json.ts'
import { refusal } from '../rest/answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import { slugOf } from '../slug.ts'
import type { Document, Store } from '../store/store.ts'
import { priceOf, shownPrice } from './price.ts'

const statuses = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish']

const orderings = {
  date: 'date',
  id: 'id',
  include: 'id',
  title: byText('name'),
  slug: byText('slug'),
  modified: 'modified',
  menu_order: 'id',
  price: (one: Document, other: Document) => Number(priceOf(one)) - Number(priceOf(other)),
  popularity: 'id',
  rating: 'id',
} as const

export const products: Resource = {
  kind: 'products',
  path: 'products',
  parameters: {
    ...listParameters({
      dates: 'both',
      orderBy: [...Object.keys(orderings), 'post__in', 'sales', 'random'],
      orderByDefault: 'date',
      orderDefault: 'desc',
    }),
    slug: { type: 'string' },
    status: { type: 'string', enum: statuses, default: 'any' },
    type: { type: 'string', enum: ['simple', 'grouped', 'external', 'variable'] },
    sku: { type: 'string' },
    category: { type: 'string' },
    stock_status: { type: 'string', enum: ['instock', 'outofstock', 'onbackorder'] },
  },
  dates: { created: true, modified: true },
  orderings,
  defaultOrder: 'desc',
  matches(query) {
    const has = (name: string, value: string) => {
      const asked = query.get(name)
      return asked === undefined || asked === value
    }
    const hasStatus = postStatus(query.get('status'))
    const skus = query.list('sku')
    const category = query.get('category')
    return ({ status, fields }) =>
      hasStatus(status) &&
      has('slug', textOr(fields['slug'], '')) &&
      has('type', textOr(fields['type'], 'simple')) &&
      has('stock_status', textOr(fields['stock_status'], 'instock')) &&
      (skus === undefined || skus.includes(textOr(fields['sku'], ''))) &&
      (category === undefined ||
        JSON.stringify(fields['categories'] ?? []).includes(`"id":${category},`))
  },
  row: productRow,
  defaults: {
    name: '',
    slug: '',
    type: 'simple',
    featured: false,
    catalog_visibility: 'visible',
    description: '',
    short_description: '',
    sku: '',
    price: '',
    regular_price: '',
    sale_price: '',
    on_sale: false,
    purchasable: true,
    total_sales: 0,
    virtual: false,
    downloadable: false,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    external_url: '',
    button_text: '',
    tax_status: 'taxable',
    tax_class: '',
    manage_stock: false,
    stock_quantity: null,
    backorders: 'no',
    backorders_allowed: false,
    backordered: false,
    low_stock_amount: null,
    sold_individually: false,
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shipping_required: true,
    shipping_taxable: true,
    shipping_class: '',
    shipping_class_id: 0,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    purchase_note: '',
    categories: [{ id: 15, name: 'Uncategorized', slug: 'uncategorized' }],
    brands: [],
    tags: [],
    images: [],
    attributes: [],
    default_attributes: [],
    variations: [],
    grouped_products: [],
    menu_order: 0,
    related_ids: [],
    meta_data: [],
    stock_status: 'instock',
    has_options: false,
    post_password: '',
    global_unique_id: '',
  },
  readOnly: ['price', 'on_sale', 'total_sales', 'average_rating', 'rating_count', 'variations'],
  invalidId: refusal(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.'),
  event: 'product',
  firstStatus: 'publish',
  problem(store, { body, ids }) {
    const { sku } = body
    if (typeof sku !== 'string' || sku === '') return undefined
    return duplicateSku(store, sku, Number(ids.at(-1)))
  },
}

/** `any` is whatever is not in the trash. */
export function postStatus(asked: string | undefined): (status: string) => boolean {
  return asked === undefined || asked === 'any'
    ? (status) => status !== 'trash'
    : (status) => status === asked
}

export function byText(field: string): (one: Document, other: Document) => number {
  return (one, other) => {
    const [a, b] = [one, other].map(({ fields }) => textOr(fields[field], ''))
    return (a ?? '').localeCompare(b ?? '', 'en') || one.id - other.id
  }
}

export function duplicateSku(store: Store, sku: string, ownId: number) {
  const { products: simple, variations } = store.documents
  const other = [...simple.sorted('id'), ...variations.sorted('id')].find(
    ({ id, fields }) => id !== ownId && fields['sku'] === sku,
  )
  return other === undefined
    ? undefined
    : refusal(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
        resource_id: other.id,
        unique_sku: `${sku}-1`,
      })
}

function productRow(store: Store, document: Document): JsonObject {
  const { local, gmt } = store.time
  const { id, status, fields, createdAt, modifiedAt } = document
  const all: JsonObject = { ...products.defaults, ...fields }
  const { name, slug: written, type, featured, catalog_visibility: visibility, ...rest } = all
  const slug = slugIn(textOr(written, '') || slugOf(textOr(name, '')), status)
  const isPublic = status === 'publish' || status === 'private'
  const price = shownPrice(store, document)
  return {
    id,
    name: name ?? '',
    slug,
    permalink: isPublic
      ? `${store.homeUrl()}/product/${slug}/`
      : `${store.homeUrl()}/?post_type=product&p=${id}`,
    date_created: local(createdAt),
    date_created_gmt: gmt(createdAt),
    date_modified: local(modifiedAt),
    date_modified_gmt: gmt(modifiedAt),
    type: type ?? 'simple',
    status,
    featured: featured ?? false,
    catalog_visibility: visibility ?? 'visible',
    ...rest,
    price,
    on_sale: textOr(all['sale_price'], '') !== '',
    date_on_sale_from: null,
    date_on_sale_from_gmt: null,
    date_on_sale_to: null,
    date_on_sale_to_gmt: null,
    parent_id: 0,
    price_html: `<span class="woocommerce-Price-amount amount"><bdi>${price}</bdi></span>`,
    meta_data: [...metaOf(document), ...trashMeta(document, slug)],
  }
}

/** A product in the trash gives its address away; a draft has none yet. */
function slugIn(slug: string, status: string): string {
  if (status === 'trash') return `${slug}__trashed`
  return status === 'draft' ? '' : slug
}

function trashMeta(document: Document, slug: string): readonly JsonObject[] {
  const { id, trashedFrom, modifiedAt } = document
  if (trashedFrom === undefined) return []
  return [
    ['_wp_trash_meta_status', trashedFrom],
    ['_wp_trash_meta_time', String(modifiedAt / 1_000)],
    ['_wp_desired_post_slug', slug.replace('__trashed', '')],
  ].map(([key = '', value = ''], position) => ({ id: id * 100 + 90 + position, key, value }))
}
