export interface BatchRules<Item> {
  readonly maxItems: number
  readonly maxBytes: number
  readonly by?: (item: Item) => string
  /** Items with the same value keep their order, from one batch to the next. */
  readonly serial?: (item: Item) => string | undefined
}

/** An item that could not be sent even alone. */
export interface Batches<Item> {
  readonly batches: readonly (readonly Item[])[]
  readonly tooLarge: readonly Item[]
}

interface OpenBatch<Item> {
  readonly index: number
  readonly items: Item[]
  bytes: number
}

/** Cuts items into requests: within the limits, only equal `by` together, and in their order within each `by` and series. */
export function cutBatches<Item>(
  items: readonly Item[],
  rules: BatchRules<Item>,
  bytes: (item: Item) => number,
): Batches<Item> {
  const tooLarge: Item[] = []
  const batches: Item[][] = []
  const open = new Map<string, OpenBatch<Item>>()
  const lastOf = new Map<string, number>()
  for (const item of items) {
    const length = bytes(item)
    if (length > rules.maxBytes) {
      tooLarge.push(item)
      continue
    }
    const by = rules.by?.(item) ?? ''
    const serial = rules.serial?.(item)
    const before = serial === undefined ? -1 : (lastOf.get(serial) ?? -1)
    let batch = open.get(by)
    // What came before in its series may stand in a later batch than this one.
    const isClosed =
      batch === undefined ||
      batch.items.length >= rules.maxItems ||
      batch.bytes + length > rules.maxBytes ||
      before > batch.index
    if (batch === undefined || isClosed) {
      batch = { index: batches.length, items: [], bytes: 0 }
      batches.push(batch.items)
      open.set(by, batch)
    }
    batch.items.push(item)
    batch.bytes += length
    if (serial !== undefined) lastOf.set(serial, batch.index)
  }
  return { batches, tooLarge }
}
