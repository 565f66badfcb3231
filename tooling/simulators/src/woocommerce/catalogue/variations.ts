import { assumed } from '../assumptions.ts'
import { documentPage } from '../documents/document-routes.ts'
import { metaOf } from '../documents/meta.ts'
import type { Resource } from '../documents/resource.ts'
import { textOr, type JsonObject } from '../json.ts'
import { listAnswer } from '../rest/list-answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { Route } from '../rest/route.ts'
import type { Document, Store } from '../store/store.ts'
import { priceOf } from './price.ts'
import { duplicateSku, postStatus } from './products.ts'

export const variations: Resource = {
  kind: 'variations',
  path: 'products/#/variations',
  parameters: {
    ...listParameters({
      dates: 'both',
      orderBy: ['date', 'id', 'include', 'title', 'slug', 'modified', 'menu_order'],
      orderByDefault: 'date',
      orderDefault: 'desc',
    }),
    status: {
      type: 'string',
      enum: ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'],
      default: 'any',
    },
    sku: { type: 'string' },
    stock_status: { type: 'string', enum: ['instock', 'outofstock', 'onbackorder'] },
  },
  dates: { created: true, modified: true },
  orderings: { date: 'date', id: 'id', include: 'id', modified: 'modified' },
  defaultOrder: 'desc',
  matches(query) {
    const hasStatus = postStatus(query.get('status'))
    const sku = query.get('sku')
    const stock = query.get('stock_status')
    return ({ status, fields }) =>
      hasStatus(status) &&
      (sku === undefined || fields['sku'] === sku) &&
      (stock === undefined || (fields['stock_status'] ?? 'instock') === stock)
  },
  row: variationRow,
  defaults: {
    description: '',
    sku: '',
    global_unique_id: '',
    price: '',
    regular_price: '',
    sale_price: '',
    on_sale: false,
    purchasable: true,
    virtual: false,
    downloadable: false,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    tax_status: 'taxable',
    tax_class: '',
    manage_stock: true,
    stock_quantity: null,
    stock_status: 'instock',
    backorders: 'no',
    backorders_allowed: false,
    backordered: false,
    low_stock_amount: null,
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shipping_class: '',
    shipping_class_id: 0,
    image: null,
    gallery_image_ids: [],
    attributes: [],
    menu_order: 0,
    meta_data: [],
    name: '',
  },
  readOnly: ['price', 'on_sale'],
  links: (document, root) => ({ up: [{ href: `${root}/wc/v3/products/${document.parent}` }] }),
  invalidId: assumed.invalidVariation,
  event: 'product',
  firstStatus: 'publish',
  hasParent: (store, product) => store.documents.products.get(product) !== undefined,
  problem(store, { body, ids }) {
    const { sku } = body
    if (typeof sku !== 'string' || sku === '') return undefined
    return duplicateSku(store, sku, ids.length > 1 ? Number(ids[1]) : 0)
  },
}

/** The list of all variations of all products. Its links lead to a product of number 0, as recorded. */
export function globalVariationRoute(store: Store): Route {
  return {
    path: 'wc/v3/variations',
    parameters: {
      ...variations.parameters,
      parent: { type: 'array', default: [] },
      parent_exclude: { type: 'array', default: [] },
    },
    GET(request) {
      const parents = request.query.list('parent')?.map(Number) ?? []
      const own: Resource = {
        ...variations,
        matches(query, of) {
          const inner = variations.matches?.(query, of)
          return (document) =>
            (parents.length === 0 || parents.includes(document.parent)) &&
            (inner === undefined || inner(document))
        },
      }
      const page = documentPage(store, own, request, undefined)
      return listAnswer(
        request,
        page,
        page.rows.map((document) => globalRow(store, document, request.root)),
      )
    },
  }
}

function globalRow(store: Store, document: Document, root: string): JsonObject {
  return {
    ...variationRow(store, document),
    _links: {
      self: [{ href: `${root}/wc/v3/variations/${document.id}` }],
      collection: [{ href: `${root}/wc/v3/variations` }],
      up: [{ href: `${root}/wc/v3/products/0` }],
    },
  }
}

function variationRow(store: Store, document: Document): JsonObject {
  const { local, gmt } = store.time
  const { id, createdAt, modifiedAt, status, parent, fields } = document
  const all: JsonObject = { ...variations.defaults, ...fields }
  return {
    id,
    type: 'variation',
    date_created: local(createdAt),
    date_created_gmt: gmt(createdAt),
    date_modified: local(modifiedAt),
    date_modified_gmt: gmt(modifiedAt),
    permalink: `${store.homeUrl()}/?post_type=product&p=${parent}&variation=${id}`,
    date_on_sale_from: null,
    date_on_sale_from_gmt: null,
    date_on_sale_to: null,
    date_on_sale_to_gmt: null,
    status,
    ...all,
    price: priceOf(document),
    on_sale: textOr(all['sale_price'], '') !== '',
    meta_data: metaOf(document),
    parent_id: parent,
  }
}
