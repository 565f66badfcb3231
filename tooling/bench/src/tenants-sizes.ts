/**
 * How many orders each organisation has, the largest first: the n-th has an n-th of what the first has, as sizes of firms are spread.
 *
 * The last ones may share what rounding left, but each has an order at the least.
 */
export function zipfSizes(organisations: number, orders: number): readonly number[] {
  const shares = Array.from({ length: organisations }, (_share, at) => 1 / (at + 1))
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => Math.max(1, Math.round((orders * share) / sum)))
}
