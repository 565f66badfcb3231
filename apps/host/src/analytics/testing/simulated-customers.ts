import type { Purchases } from '../lifetime/bg-nbd.ts'

/** Numbers from 0 to below 1 that are the same each time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** By Marsaglia and Tsang. */
export function gammaDraw(random: () => number, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

export interface Nature {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** Customers who buy as the model says, with the orders that they will place in a time after it. */
export function simulatedCustomers(
  count: number,
  { r, alpha, a, b }: Nature,
  { random, after }: { readonly random: () => number; readonly after: number },
): readonly (Purchases & { readonly later: number })[] {
  return Array.from({ length: count }, () => {
    const rate = gammaDraw(random, r) / alpha
    const [one, other] = [gammaDraw(random, a), gammaDraw(random, b)]
    const stops = one / (one + other)
    const age = 26 + 26 * random()
    let [now, repeats, last, later] = [0, 0, 0, 0]
    for (;;) {
      now += -Math.log(1 - random()) / rate
      if (now > age + after) break
      if (now <= age) [repeats, last] = [repeats + 1, now]
      else later += 1
      if (random() < stops) break
    }
    return { repeats, last, age, later }
  })
}
