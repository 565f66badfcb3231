import type { OrderContent } from './order.ts'

export interface OrderTotals {
  readonly discount: number
  readonly discountTax: number
  readonly shipping: number
  readonly shippingTax: number
  readonly cartTax: number
  readonly total: number
  readonly totalTax: number
}

/** The sums of an order; refunds do not reduce them. Hundredths. */
export function orderTotals({ lines, shippingLines, feeLines }: OrderContent): OrderTotals {
  const net = sumOf(lines, 'total')
  const lineTax = sumOf(lines, 'totalTax')
  const shipping = sumOf(shippingLines, 'total')
  const shippingTax = sumOf(shippingLines, 'totalTax')
  const cartTax = lineTax + sumOf(feeLines, 'totalTax')
  const totalTax = cartTax + shippingTax
  return {
    discount: sumOf(lines, 'subtotal') - net,
    discountTax: sumOf(lines, 'subtotalTax') - lineTax,
    shipping,
    shippingTax,
    cartTax,
    total: net + sumOf(feeLines, 'total') + shipping + totalTax,
    totalTax,
  }
}

/** Taxes by rate, in the order in which the rates are met. */
export function taxSums({
  lines,
  shippingLines,
  feeLines,
}: OrderContent): ReadonlyMap<number, { readonly tax: number; readonly shippingTax: number }> {
  const sums = new Map<number, { tax: number; shippingTax: number }>()
  const sumFor = (rateId: number) => {
    const sum = sums.get(rateId) ?? { tax: 0, shippingTax: 0 }
    sums.set(rateId, sum)
    return sum
  }
  for (const { rateId, totalTax } of [...lines, ...feeLines]) {
    if (rateId !== 0) sumFor(rateId).tax += totalTax
  }
  for (const { rateId, totalTax } of shippingLines) {
    if (rateId !== 0) sumFor(rateId).shippingTax += totalTax
  }
  return sums
}

function sumOf<Key extends string>(
  rows: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  let sum = 0
  for (const row of rows) sum += row[key]
  return sum
}
