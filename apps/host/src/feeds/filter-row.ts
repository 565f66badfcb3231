import type { FeedFilter, FeedRow } from '../config/index.ts'
import { isLess } from './rows/amounts.ts'

/** The first filter that leaves a row out; undefined: it is in the feed. */
export function filterRow(row: FeedRow, filter: FeedFilter): keyof FeedFilter | undefined {
  return rules.find(([name, isIn]) => filter[name] !== undefined && !isIn(row, filter))?.[0]
}

type Rule = readonly [name: keyof FeedFilter, isIn: (row: FeedRow, filter: FeedFilter) => boolean]

const rules: readonly Rule[] = [
  [
    'status',
    ({ product, variant }, { status }) =>
      [product?.status, variant?.status].every(
        (each) => each === null || each === undefined || status.includes(each),
      ),
  ],
  ['inStock', (row, { inStock }) => row.inStock === inStock],
  ['categories', (row, { categories = [] }) => isBelow(row, categories)],
  ['exceptCategories', (row, { exceptCategories = [] }) => !isBelow(row, exceptCategories)],
  ['tags', (row, { tags = [] }) => isOneOf(row.tags, tags)],
  ['exceptTags', (row, { exceptTags = [] }) => !isOneOf(row.tags, exceptTags)],
  ['brands', (row, { brands = [] }) => isOneOf([row.brand ?? ''], brands)],
  [
    'priceFrom',
    ({ currentPrice }, { priceFrom = '0' }) =>
      currentPrice !== undefined && !isLess(currentPrice, priceFrom),
  ],
  [
    'priceTo',
    ({ currentPrice }, { priceTo = '0' }) =>
      currentPrice !== undefined && !isLess(priceTo, currentPrice),
  ],
  ['withImage', (row, { withImage }) => (row.imageUrl !== undefined) === withImage],
]

/** Whether a product lies in one of some categories or below it; they are named as the store, the shop or the merchant calls them. */
function isBelow({ categories, connection }: FeedRow, wanted: readonly string[]): boolean {
  const names = new Set(wanted.map((name) => name.toLowerCase()))
  return categories.some(({ steps }) =>
    steps.some(
      ({ id, name }) =>
        wanted.includes(id) ||
        wanted.includes(`${connection}:${id}`) ||
        names.has(name.toLowerCase()),
    ),
  )
}

function isOneOf(own: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(wanted.map((name) => name.toLowerCase()))
  return own.some((name) => names.has(name.toLowerCase()))
}
