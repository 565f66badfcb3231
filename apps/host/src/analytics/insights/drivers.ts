/** Orders, and what they brought in minor units. */
export interface Sold {
  readonly orders: number
  readonly sales: bigint
}

/** A change as what comes from more or fewer orders, and what comes from an order being worth more or less. */
export interface SplitChange {
  readonly delta: bigint
  readonly orders: number
  /** More or fewer orders, each worth what an order was worth before. */
  readonly fromOrders: bigint
  /** The rest: the orders of now, each worth more or less. */
  readonly fromWorth: bigint
}

/** What one part did to the change of the whole. */
export interface Contribution extends SplitChange {
  readonly name: string
}

const nothing: Sold = { orders: 0, sales: 0n }

/** The two parts add up to the change, to the cent: one is rounded, and the other is what is left. */
export function splitChange(before: Sold, after: Sold): SplitChange {
  const delta = after.sales - before.sales
  const orders = after.orders - before.orders
  const fromOrders =
    before.orders === 0 ? delta : rounded(BigInt(orders) * before.sales, BigInt(before.orders))
  return { delta, orders, fromOrders, fromWorth: delta - fromOrders }
}

/** What each part of a dimension did to the change, the largest first. They add up to the change of the whole, to the cent. */
export function contributionsOf(
  before: ReadonlyMap<string, Sold>,
  after: ReadonlyMap<string, Sold>,
): readonly Contribution[] {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .map((name): Contribution =>
      Object.assign({ name }, splitChange(before.get(name) ?? nothing, after.get(name) ?? nothing)),
    )
    .toSorted(
      (one, other) =>
        compared(size(other.delta), size(one.delta)) || (one.name < other.name ? -1 : 1),
    )
}

/** The first few of them, and all the others as one. */
export function largestOf(
  contributions: readonly Contribution[],
  count: number,
): { readonly largest: readonly Contribution[]; readonly rest: bigint } {
  const rest = contributions.slice(count).reduce((sum, { delta }) => sum + delta, 0n)
  return { largest: contributions.slice(0, count), rest }
}

export function size(value: bigint): bigint {
  return value < 0n ? -value : value
}

function compared(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Half away from zero; `by` is positive. */
function rounded(value: bigint, by: bigint): bigint {
  const half = (size(value) * 2n + by) / (by * 2n)
  return value < 0n ? -half : half
}
