import { assumed, noTrashFor } from '../assumptions.ts'
import type { Resource } from '../documents/resource.ts'
import { textOr, type JsonObject } from '../json.ts'
import { listParameters } from '../rest/list-parameters.ts'
import { slugOf } from '../slug.ts'
import type { Document, DocumentKind, Store } from '../store/store.ts'
import { byText } from './products.ts'

const orderings = {
  name: byText('name'),
  id: 'id',
  include: 'id',
  slug: byText('slug'),
  term_group: 'id',
  description: byText('description'),
  count: 'id',
} as const

const kindOfProductField: Readonly<Partial<Record<DocumentKind, string>>> = {
  categories: 'categories',
  tags: 'tags',
  brands: 'brands',
}

/** Terms have no dates at all, and cannot be asked by any. */
function termResource(
  kind: DocumentKind,
  path: string,
  defaults: JsonObject,
  more: Partial<Resource> = {},
): Resource {
  return {
    kind,
    path,
    parameters: {
      ...listParameters({
        dates: 'none',
        orderBy: ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'],
        orderByDefault: 'name',
        orderDefault: 'asc',
      }),
      hide_empty: { type: 'boolean', default: false },
      parent: { type: 'integer' },
      slug: { type: ['string', 'array'] },
    },
    dates: { created: false, modified: false },
    orderings,
    defaultOrder: 'asc',
    matches(query, store) {
      const field = kindOfProductField[kind]
      const hidesEmpty = ['true', '1'].includes(query.get('hide_empty') ?? '')
      const slugs = query.list('slug')
      const parent = query.get('parent')
      return ({ id, fields }) =>
        (!hidesEmpty || field === undefined || countOf(store, field, id) > 0) &&
        (slugs === undefined || slugs.includes(textOr(fields['slug'], ''))) &&
        (parent === undefined || Number(fields['parent'] ?? 0) === Number(parent))
    },
    row: (store, document) => termRow(store, kind, defaults, document),
    defaults,
    invalidId: assumed.invalidTerm,
    firstStatus: '',
    noTrash: noTrashFor('Terms'),
    ...more,
  }
}

const named = { name: '', slug: '', description: '' }

export const categories = termResource(
  'categories',
  'products/categories',
  {
    name: '',
    slug: '',
    parent: 0,
    description: '',
    display: 'default',
    image: null,
    menu_order: 0,
  },
  {
    links({ fields }, root) {
      const parent = Number(fields['parent'] ?? 0)
      return parent === 0 ? {} : { up: [{ href: `${root}/wc/v3/products/categories/${parent}` }] }
    },
  },
)
export const tags = termResource('tags', 'products/tags', named)
export const brands = termResource('brands', 'products/brands', {
  ...named,
  parent: 0,
  display: 'default',
  image: null,
  menu_order: 0,
})
export const attributes = termResource(
  'attributes',
  'products/attributes',
  { name: '', slug: '', type: 'select', order_by: 'menu_order', has_archives: false },
  { parameters: {}, orderings: { id: 'id' }, unpaged: 'counted' },
)
export const attributeTerms = termResource(
  'terms',
  'products/attributes/#/terms',
  { ...named, menu_order: 0 },
  { hasParent: (store, attribute) => store.documents.attributes.get(attribute) !== undefined },
)

function termRow(
  store: Store,
  kind: DocumentKind,
  defaults: JsonObject,
  { id, fields }: Document,
): JsonObject {
  const all = { ...defaults, ...fields }
  const name = textOr(all['name'], '')
  const row = { id, ...all, slug: textOr(all['slug'], '') || slugOf(name) }
  if (kind === 'attributes') return row
  const field = kindOfProductField[kind]
  return { ...row, count: field === undefined ? 0 : countOf(store, field, id) }
}

/** How many products in the shop's window have the term. */
function countOf(store: Store, field: string, id: number): number {
  let count = 0
  for (const { status, fields } of store.documents.products.sorted('id')) {
    const terms = fields[field]
    if (status !== 'publish' || !Array.isArray(terms)) continue
    if (terms.some((term: JsonObject) => term['id'] === id)) count += 1
  }
  return count
}
