/** A row of pseudo-random draws. The same keys give the same row, on every machine. */
export interface Draws {
  /** At least 0, less than 1. */
  unit(): number
  /** An integer, at least 0, less than `limit`. */
  below(limit: number): number
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/**
 * Starts a row of draws that belongs to these whole numbers: a seed, a subject, an index.
 *
 * Every record of the shop has a row of its own, so that any one of them can be made without those before it.
 * The generator is sfc32 of PractRand; its state is filled by the finaliser of MurmurHash3.
 *
 * @see https://pracrand.sourceforge.net/RNG_engines.txt
 */
export function draws(...keys: readonly number[]): Draws {
  let hash = 0x9e3779b9
  for (const key of keys) hash = mixed((hash ^ (key | 0) ^ Math.trunc(key / 2 ** 32)) + 0x6d2b79f5)
  let a = mixed(hash + 1)
  let b = mixed(hash + 2)
  let c = mixed(hash + 3)
  let counter = 1

  const unit = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  // The first draws still resemble the state they were filled with.
  for (let round = 0; round < 8; round += 1) unit()

  const below = (limit: number): number => Math.floor(unit() * limit)
  return {
    unit,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => unit() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
  }
}

function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Keeps the rows of draws of different subjects apart. */
export const subject = {
  demand: 1,
  moment: 2,
  who: 3,
  person: 4,
  spelling: 5,
  product: 6,
  revision: 7,
  basket: 8,
  plan: 9,
  cart: 10,
  shadowCart: 11,
} as const
