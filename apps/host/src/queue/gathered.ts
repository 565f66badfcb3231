/** How many are done together: so many, and so heavy. One is done however heavy it is. */
export interface GatheringLimits<Item> {
  readonly most: number
  readonly mostWeight: number
  readonly weightOf: (item: Item) => number
  /** How many of the first go together at all. Default: all. */
  readonly alike?: (items: readonly Item[]) => number
  /** A failure that each would meet alone too: none is done again. Default: of others each may fare better alone. */
  readonly isEverybodys?: (error: unknown) => boolean
}

/**
 * Does something for many of those who ask for it one by one.
 *
 * `take` gives all who have come until it is first called, and the same ones from then on. Who comes later is of the next group,
 * which begins when this one has ended. A group that fails has done nothing, and is done again one by one.
 */
export type Together<Item, Result> = (take: () => readonly Item[]) => Promise<readonly Result[]>

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export function gathered<Item, Result>(
  limits: GatheringLimits<Item>,
  together: Together<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let isUnderWay = false
  const alone = async ({ item, resolve, reject }: Waiting<Item, Result>) => {
    try {
      const [result] = await together(() => [item])
      resolve(result as Result)
    } catch (error) {
      reject(error)
    }
  }
  const oneGroup = async () => {
    let group: readonly Waiting<Item, Result>[] | undefined
    const taken = () => (group ??= waiting.splice(0, countWithin(limits, waiting)))
    try {
      const results = await together(() => taken().map(({ item }) => item))
      for (const [index, { resolve }] of taken().entries()) resolve(results[index] as Result)
    } catch (error) {
      const [only, ...others] = taken()
      if (others.length > 0 && limits.isEverybodys?.(error) === true)
        for (const { reject } of taken()) reject(error)
      else if (others.length === 0) only?.reject(error)
      else await Promise.all(taken().map(alone))
    }
  }
  const run = async () => {
    isUnderWay = true
    while (waiting.length > 0) await oneGroup()
    isUnderWay = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isUnderWay) void run()
    })
}

/** How many of the first are within the limits. */
function countWithin<Item>(
  { most, mostWeight, weightOf, alike }: GatheringLimits<Item>,
  waiting: readonly { readonly item: Item }[],
): number {
  let weight = 0
  const together = alike?.(waiting.map(({ item }) => item)) ?? waiting.length
  const tooMany = waiting.findIndex(({ item }, index) => {
    weight += weightOf(item)
    return index >= Math.min(most, together) || (index > 0 && weight > mostWeight)
  })
  return tooMany === -1 ? waiting.length : tooMany
}
