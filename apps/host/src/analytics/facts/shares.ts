/**
 * An amount in whole parts by weights: the parts add up to the amount, whatever is rounded.
 *
 * What is left after rounding down goes to those who lost most by it, the first ones where it is equal. Where all weights
 * are zero the first part takes everything.
 */
export function shares(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  if (amount < 0n) return shares(-amount, weights).map((part) => -part)
  const whole = weights.reduce((sum, weight) => sum + positive(weight), 0n)
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? amount : 0n))
  const parts = weights.map((weight, index) => {
    const share = amount * positive(weight)
    return { index, part: share / whole, rest: share % whole }
  })
  const left = Number(amount - parts.reduce((sum, { part }) => sum + part, 0n))
  const favoured = new Set(
    parts
      .toSorted((one, other) => compare(other.rest, one.rest) || one.index - other.index)
      .slice(0, left)
      .map(({ index }) => index),
  )
  return parts.map(({ index, part }) => (favoured.has(index) ? part + 1n : part))
}

function positive(weight: bigint): bigint {
  return weight > 0n ? weight : 0n
}

function compare(one: bigint, other: bigint): number {
  return one === other ? 0 : one < other ? -1 : 1
}
