import { isIn, type DayRange } from '../calendar/range.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { collected, everyOrder, type Collector } from '../reports/collector.ts'

/** Two products that are bought together more often than chance would have it. */
export interface BasketPair {
  readonly products: readonly [string, string]
  readonly together: number
  /** Of all orders, those with both. */
  readonly support: number
  /** Of the orders with the first, those with the second too; and the other way round. */
  readonly confidence: readonly [number, number]
  /** How many times as often as chance. */
  readonly lift: number
}

/** Baskets of fewer products have no pairs; longer ones, of resellers, would drown the others. */
const [fewest, most] = [2, 50]
const leastTogether = 5

/** The best pairs first: by lift, weighed by the square root of how often they were bought. */
export function basketPairs(orders: readonly OrderFact[]): readonly BasketPair[] {
  return collected(pairCollector(), orders)
}

/** The same, of one customer after the other: products and pairs are counted, baskets are not kept. */
export function pairCollector(range?: DayRange): Collector<readonly BasketPair[]> {
  const single = new Map<string, number>()
  const pairs = new Map<string, Map<string, number>>()
  let baskets = 0
  const addBasket = (basket: readonly string[]) => {
    baskets += 1
    for (const [index, product] of basket.entries()) {
      single.set(product, (single.get(product) ?? 0) + 1)
      const partners = pairs.get(product) ?? new Map<string, number>()
      pairs.set(product, partners)
      for (const partner of basket.slice(index + 1))
        partners.set(partner, (partners.get(partner) ?? 0) + 1)
    }
  }
  return {
    add: (own, counts = everyOrder) => {
      for (const order of own) {
        const { day, lines } = order
        if ((range !== undefined && !isIn(range, day)) || !counts(order)) continue
        const basket = [...new Set(lines.flatMap(({ product }) => product ?? []))].toSorted()
        if (basket.length >= fewest && basket.length <= most) addBasket(basket)
      }
    },
    result: () => strongest(single, pairs, baskets),
  }
}

function strongest(
  single: ReadonlyMap<string, number>,
  pairs: ReadonlyMap<string, ReadonlyMap<string, number>>,
  baskets: number,
): readonly BasketPair[] {
  return [...pairs]
    .flatMap(([one, partners]) =>
      [...partners].flatMap(([other, together]) => {
        const [ones, others] = [single.get(one) ?? 0, single.get(other) ?? 0]
        // Above one only where both are bought together more often than chance: compared as whole numbers.
        if (together < leastTogether || together * baskets <= ones * others) return []
        return pairOf(one, other, { together, ones, others, baskets })
      }),
    )
    .toSorted(
      (one, other) =>
        strength(other) - strength(one) ||
        (JSON.stringify(one.products) < JSON.stringify(other.products) ? -1 : 1),
    )
}

function pairOf(
  one: string,
  other: string,
  {
    together,
    ones,
    others,
    baskets,
  }: {
    readonly together: number
    readonly ones: number
    readonly others: number
    readonly baskets: number
  },
): BasketPair {
  return {
    products: [one, other],
    together,
    support: together / baskets,
    confidence: [together / ones, together / others],
    lift: (together * baskets) / (ones * others),
  }
}

function strength({ lift, together }: BasketPair): number {
  return lift * Math.sqrt(together)
}
