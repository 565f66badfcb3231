/** By what a line is the same product as another: the product itself, else its variant, else its number. */
export function productOf(line: {
  readonly productId?: string | null | undefined
  readonly variantId?: string | null | undefined
  readonly sku?: string | null | undefined
}): string | undefined {
  const sku = line.sku ?? undefined
  return line.productId ?? line.variantId ?? (sku === undefined ? undefined : `sku:${sku}`)
}

export function thousandths(quantity: number): bigint {
  return BigInt(Math.round(quantity * 1000))
}

export function amount(value: number | null | undefined): bigint {
  return BigInt(value ?? 0)
}

export function sum<Item>(items: Iterable<Item>, of: (item: Item) => bigint): bigint {
  let total = 0n
  for (const item of items) total += of(item)
  return total
}

/** Where a row says no store, the connection that it came by is the store. */
export function storeOf(row: {
  readonly storeId?: string | null | undefined
  readonly connection: string
}) {
  return row.storeId ?? row.connection
}
