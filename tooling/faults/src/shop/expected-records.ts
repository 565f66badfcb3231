import { isDeepStrictEqual } from 'node:util'
import type { JsonObject, Stream } from '@cartograph/simulators/woocommerce'

/** One stream of the connector, and what a perfect reader would have of it. */
export interface Kind {
  readonly stream: string
  readonly truth: Stream
  /** Its list, below the API's namespace: what the connector asks of it are the fields that it reads. */
  readonly path: RegExp
  /** Records that no list of the shop shows: they may be missing, and what is there must be right. */
  readonly isHidden?: (row: JsonObject) => boolean
  /** Fields that the shop changes without moving the instant of change, so that nobody can know. */
  readonly unseen?: readonly string[]
  /** Fields that may change because another record goes, which no list and no event shows: a sweep finds it. */
  readonly swept?: readonly string[]
}

export const kinds: readonly Kind[] = [
  { stream: 'orders', truth: 'orders', path: /\/orders$/, swept: ['refunds'] },
  { stream: 'refunds', truth: 'refunds', path: /\/refunds$/ },
  { stream: 'products', truth: 'products', path: /\/products$/ },
  {
    stream: 'variations',
    truth: 'variations',
    path: /\/variations$/,
    isHidden: hasStatus('trash'),
  },
  { stream: 'customers', truth: 'customers', path: /\/customers$/ },
  {
    stream: 'coupons',
    truth: 'coupons',
    path: /\/coupons$/,
    isHidden: (row) => row['status'] !== 'publish',
    unseen: ['usage_count'],
  },
  {
    stream: 'reviews',
    truth: 'reviews',
    path: /\/products\/reviews$/,
    isHidden: hasStatus('spam', 'trash'),
  },
  { stream: 'categories', truth: 'categories', path: /\/products\/categories$/ },
  { stream: 'tags', truth: 'tags', path: /\/products\/tags$/ },
  { stream: 'brands', truth: 'brands', path: /\/products\/brands$/ },
  { stream: 'attributes', truth: 'attributes', path: /\/products\/attributes$/ },
  { stream: 'attributeTerms', truth: 'terms', path: /\/attributes\/\d+\/terms$/ },
  { stream: 'taxes', truth: 'taxes', path: /\/taxes$/ },
]

function hasStatus(...statuses: readonly string[]) {
  return ({ status }: JsonObject) => typeof status === 'string' && statuses.includes(status)
}

/** What the store lacks, has too much, or has in another state, in words. */
export function recordDifferences(
  kind: Kind,
  truth: readonly JsonObject[],
  found: ReadonlyMap<number, JsonObject>,
  fields: readonly string[],
): readonly string[] {
  const ids = new Set(truth.map(({ id }) => Number(id)))
  const compared = fields.filter((field) => kind.unseen?.includes(field) !== true)
  const extra = [...found.keys()]
    .filter((id) => !ids.has(id))
    .map((id) => `${kind.stream} ${id} is in the store, and not in the shop`)
  const wrong = truth.flatMap((row) => {
    const id = Number(row['id'])
    const have = found.get(id)
    if (have === undefined && kind.isHidden?.(row) === true) return []
    if (have === undefined) return [`${kind.stream} ${id} is in the shop, and not in the store`]
    return compared
      .filter((field) => !isDeepStrictEqual(row[field], have[field]))
      .map(
        (field) =>
          `${kind.stream} ${id}: ${field} is ${shown(have[field])} in the store, ${shown(row[field])} in the shop (changed ${shown(row['date_modified_gmt'])})`,
      )
  })
  return [...extra, ...wrong]
}

/** What the connector copies from a refund's order stands as it is now. */
export function copyDifferences(
  refunds: ReadonlyMap<number, JsonObject>,
  orders: ReadonlyMap<number, JsonObject>,
): readonly string[] {
  return [...refunds].flatMap(([id, { parent_id: parent, order: copy }]) => {
    const order = orders.get(Number(parent))
    const have = copy === null || typeof copy !== 'object' ? {} : (copy as JsonObject)
    return ['status', 'currency', 'customer_id']
      .filter((field) => !isDeepStrictEqual(order?.[field], have[field]))
      .map(
        (field) =>
          `refunds ${id}: its order's ${field} is ${shown(have[field])} there, ${shown(order?.[field])} in the order`,
      )
  })
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 120)
}
