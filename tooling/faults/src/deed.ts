import { fault } from '@cartograph/core'

/** One kind of thing that happens in a shop. */
export interface Deed {
  /** In the plural, for the count of it. */
  readonly name: string
  /** How often it happens beside the others. */
  readonly weight: number
  /** Does it, or throws a `record` fault where it is impossible for the record that was drawn. */
  readonly act: () => void
}

export function deed(name: string, weight: number, act: () => unknown): Deed {
  return { name, weight, act: () => void act() }
}

export interface Pick {
  /** A whole number from 0 to below this. */
  below(count: number): number
  /** @throws a `record` fault if there is nothing. */
  from<Item>(items: readonly Item[]): Item
}

export function pickWith(random: () => number): Pick {
  const below = (count: number) => Math.floor(random() * count)
  return {
    below,
    from(items) {
      if (items.length === 0)
        throw fault({ kind: 'record', message: 'There is nothing to pick from.' })
      return items[below(items.length)] as (typeof items)[number]
    },
  }
}

/** Draws by weight. */
export function drawDeed(deeds: readonly Deed[], random: () => number): Deed | undefined {
  let rest = random() * deeds.reduce((sum, { weight }) => sum + weight, 0)
  return deeds.find(({ weight }) => (rest -= weight) < 0)
}
