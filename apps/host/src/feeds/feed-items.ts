import { compileMapping, type CompiledMapping, type Fault, type JsonObject } from '@cartograph/core'
import type { Feed } from '../config/index.ts'
import type { Store } from '../store/index.ts'
import { checkItem } from './checks/check-item.ts'
import { fieldRules, type FieldRule, type Severity } from './checks/field-rule.ts'
import type { ItemProblem } from './checks/item-problem.ts'
import { cleanItem } from './clean-item.ts'
import { filterRow } from './filter-row.ts'
import { goodsRow } from './rows/goods-row.ts'
import type { TodaysRate } from './rows/prices.ts'
import { readGoods } from './rows/read-goods.ts'
import type { RowNote } from './rows/row-note.ts'
import { seenTexts, type SeenTexts } from './seen-texts.ts'

/** What the items of a feed are made with. */
export interface FeedScene {
  readonly store: Store
  readonly feed: Feed
  /** What one unit of a currency is worth in another one on a day, as decimal text. */
  readonly rates: (from: string, to: string, day: string) => string | undefined
  readonly now: number
  readonly signal: AbortSignal
}

/** One product or variant, and what a feed makes of it. */
export interface FeedItem {
  /** In the order of the document's rows. */
  readonly key: string
  /** As the store names it. */
  readonly row: string
  /** The name of the filter that leaves it out. */
  readonly leftOut?: string
  /** As it is written; missing where it is left out, or cannot be made. */
  readonly item?: JsonObject
  readonly problems: readonly ItemProblem[]
}

const dayMs = 86_400_000
const prices: ReadonlySet<string> = new Set([
  'price',
  'priceText',
  'salePrice',
  'salePriceText',
  'currentPrice',
  'discount',
  'cost',
  'margin',
])

/** The items of a feed, a page after the other, in the order of their keys. */
export async function* feedItems(scene: FeedScene): AsyncGenerator<readonly FeedItem[]> {
  const { store, feed, rates, now, signal } = scene
  const mapping = await compileMapping(feed.mapping, { rates })
  const today = new Date(now).toISOString().slice(0, 10)
  const making: Making = {
    feed,
    mapping,
    rules: fieldRules(feed.set, Object.keys(feed.mapping.fields)),
    rateOf: (from, to) => rates(from, to, today),
    seen: seenTexts(),
    readsPrices: mapping.reads.some(([name = '']) => prices.has(name)),
  }
  const soldSince = Math.floor(now / dayMs) - feed.salesDays + 1
  for await (const { goods } of readGoods(store, feed, { signal, soldSince }))
    yield goods.map((each) =>
      Object.assign({ key: each.itemKey, row: each.key }, made(each, making)),
    )
}

interface Making {
  readonly feed: Feed
  readonly mapping: CompiledMapping
  readonly rules: readonly FieldRule[]
  readonly rateOf: TodaysRate
  readonly seen: SeenTexts
  /** Else nobody misses a price. */
  readonly readsPrices: boolean
}

function made(
  goods: Parameters<typeof goodsRow>[0],
  { feed, mapping, rules, rateOf, seen, readsPrices }: Making,
): Omit<FeedItem, 'key' | 'row'> {
  const { row, notes: all, isForeign } = goodsRow(goods, feed, rateOf)
  const notes = all.filter(({ rule }) => readsPrices || (rule !== 'rate' && rule !== 'currency'))
  const leftOut = isForeign ? 'language' : filterRow(row, feed.filter)
  if (leftOut !== undefined) return { leftOut, problems: [] }
  const { items, problems, notes: mapped } = mapping.map([row as unknown as JsonObject])
  const faults = [
    ...problems.map((each) => faultProblem(each, 'error')),
    ...mapped.map((each) => faultProblem(each, 'warning')),
  ]
  const [first] = items
  if (first === undefined)
    return problems.length === 0
      ? { leftOut: 'when', problems: [] }
      : { problems: [...notes.map(noteProblem), ...faults] }
  const item = cleanItem(first)
  const found = [...notes.map(noteProblem), ...faults, ...checkItem(item, rules, seen)]
  const isWrong = found.some(({ severity }) => severity === 'error')
  return isWrong && feed.invalid === 'leaveOut' ? { problems: found } : { item, problems: found }
}

/** Why a value is missing tells more than that it is. */
function noteProblem({ field, rule, severity, expected }: RowNote): ItemProblem {
  return { field, rule, severity, expected }
}

function faultProblem({ path = [], message }: Fault, severity: Severity): ItemProblem {
  return { field: path.join('.'), rule: 'mapping', severity, expected: message }
}
