/** A page of a list, and what the one after it is asked for with. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** Null: this was the last. */
  readonly next: string | null
}

/** Cuts a page out of what was read with one more than it may have, by which it is known whether there is more. */
export function pageOf<Item>(
  read: readonly Item[],
  limit: number,
  nameOf: (item: Item) => string,
): Page<Item> {
  const items = read.slice(0, limit)
  const last = items.at(-1)
  return { items, next: read.length > limit && last !== undefined ? nameOf(last) : null }
}
