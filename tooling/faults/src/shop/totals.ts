import { exponents } from '@cartograph/simulators'
import type { JsonObject } from '@cartograph/simulators/woocommerce'

/** Count and minor units by currency. */
export type Totals = Readonly<Record<string, { readonly count: number; readonly total: bigint }>>

interface Amount {
  readonly currency: string
  readonly minor: bigint
}

const noOrders: ReadonlySet<string> = new Set(['trash', 'auto-draft', 'checkout-draft'])

/** Orders that are neither in the trash nor unfinished check-outs, by the shop's own figures. */
export function shopOrderTotals(orders: readonly JsonObject[]): Totals {
  return totalsOf(
    orders
      .filter(({ status }) => typeof status === 'string' && !noOrders.has(status))
      .map(({ currency, total }) => amountOf(currency, total)),
  )
}

/** Refunds of orders that are not in the trash; a refund has the currency of its order. */
export function shopRefundTotals(
  refunds: readonly JsonObject[],
  orders: readonly JsonObject[],
): Totals {
  const byId = new Map(orders.map((order) => [order['id'], order]))
  return totalsOf(
    refunds.flatMap(({ parent_id: parent, amount }) => {
      const order = byId.get(parent)
      return order === undefined || order['status'] === 'trash'
        ? []
        : [amountOf(order['currency'], amount)]
    }),
  )
}

/** Of commerce rows, whose `total` is in minor units. */
export function commerceTotals(rows: readonly JsonObject[]): Totals {
  return totalsOf(
    rows.map(({ currency, total }) => ({
      currency: textOf(currency),
      minor: BigInt(Number(total)),
    })),
  )
}

export function totalsText(totals: Totals): string {
  const parts = Object.entries(totals)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([currency, { count, total }]) => `${count} of ${currency} ${total}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

function totalsOf(amounts: readonly Amount[]): Totals {
  const totals: Record<string, { count: number; total: bigint }> = {}
  for (const { currency, minor } of amounts) {
    const { count, total } = totals[currency] ?? { count: 0, total: 0n }
    totals[currency] = { count: count + 1, total: total + minor }
  }
  return totals
}

/** The shop writes two decimals, also of currencies that have none. */
function amountOf(currency: unknown, decimal: unknown): Amount {
  const name = textOf(currency)
  const [, sign = '', whole = '', hundredths = ''] =
    /^(-?)(\d+)\.(\d\d)$/.exec(textOf(decimal)) ?? []
  if (whole === '') throw new Error(`${textOf(decimal)} is no amount with two decimals.`)
  const value = BigInt(`${sign}${whole}${hundredths}`)
  const decimals = Object.hasOwn(exponents, name) ? exponents[name as keyof typeof exponents] : 2
  return { currency: name, minor: value / 10n ** BigInt(2 - decimals) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
