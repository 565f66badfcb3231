import type { CartLine, CartRow } from './cart-row.ts'

/** What the store knows of a product or a form of it. */
export interface Goods {
  readonly isGone: boolean
}

/** A cart without what can no longer be bought, and what the rest costs. */
export interface Sellable {
  readonly lines: readonly CartLine[] | undefined
  readonly total: number | undefined
  /** There was something in it, and nothing of it can be bought any more. */
  readonly isSoldOut: boolean
}

/** Takes out what can no longer be bought. What nobody knows anything of stays. */
export function sellable(
  { lines, total }: Pick<CartRow, 'lines' | 'total'>,
  goods: ReadonlyMap<string, Goods>,
): Sellable {
  if (lines === undefined || lines.length === 0) return { lines, total, isSoldOut: false }
  const left = lines.filter(
    ({ productId, variantId }) => !isGone(productId, goods) && !isGone(variantId, goods),
  )
  if (left.length === lines.length) return { lines, total: total ?? sumOf(lines), isSoldOut: false }
  return { lines: left, total: sumOf(left), isSoldOut: left.length === 0 }
}

function isGone(id: string | undefined, goods: ReadonlyMap<string, Goods>): boolean {
  return id !== undefined && goods.get(id)?.isGone === true
}

/** What lines cost together; undefined where one of them does not say, or where it is more than can be counted. */
function sumOf(lines: readonly CartLine[]): number | undefined {
  let sum = 0
  for (const { total, unitPrice, quantity } of lines) {
    const own = total ?? (unitPrice === undefined ? undefined : Math.round(unitPrice * quantity))
    if (own === undefined) return undefined
    sum += own
  }
  return Number.isSafeInteger(sum) ? sum : undefined
}
