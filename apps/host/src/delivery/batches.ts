export interface BatchRules<Item> {
  readonly maxItems: number
  readonly maxBytes: number
  readonly by?: (item: Item) => string
}

/** An item that could not be sent even alone. */
export interface Batches<Item> {
  readonly batches: readonly (readonly Item[])[]
  readonly tooLarge: readonly Item[]
}

/** Cuts items into requests: within the limits, only equal `by` together, and in their order within each `by`. */
export function cutBatches<Item>(
  items: readonly Item[],
  rules: BatchRules<Item>,
  bytes: (item: Item) => number,
): Batches<Item> {
  const tooLarge = items.filter((item) => bytes(item) > rules.maxBytes)
  const fitting = items.filter((item) => bytes(item) <= rules.maxBytes)
  const groups = Map.groupBy(fitting, (item) => rules.by?.(item) ?? '')
  const batches: Item[][] = []
  for (const group of groups.values()) {
    let batch: Item[] = []
    let size = 0
    for (const item of group) {
      const length = bytes(item)
      if (batch.length > 0 && (batch.length >= rules.maxItems || size + length > rules.maxBytes)) {
        batches.push(batch)
        batch = []
        size = 0
      }
      batch.push(item)
      size += length
    }
    if (batch.length > 0) batches.push(batch)
  }
  return { batches, tooLarge }
}
