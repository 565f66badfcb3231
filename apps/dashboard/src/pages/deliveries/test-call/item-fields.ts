/** One field of what would arrive, by its way into the item. */
export interface ItemField {
  readonly path: string
  readonly value: string
}

/** Every value of an item by its path, in the order of the item; what is empty is told too. */
export function itemFields(item: unknown, path = ''): readonly ItemField[] {
  if (typeof item !== 'object' || item === null || Object.keys(item).length === 0)
    return [{ path, value: typeof item === 'string' ? item : JSON.stringify(item) }]
  // A list of plain values is one value to whoever reads it.
  if (Array.isArray(item) && item.every((each) => typeof each !== 'object' || each === null))
    return [{ path, value: item.map(String).join(', ') }]
  return Object.entries(item).flatMap(([name, value]) =>
    itemFields(value, path === '' ? name : `${path}.${name}`),
  )
}
