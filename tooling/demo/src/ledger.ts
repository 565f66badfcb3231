import { currencyExponent } from '@cartograph/core'

/** What one place knows: a line of text per record, so that two places can be compared record by record. */
export interface Ledger {
  /** By id: `DKK 125.00, 0.00 back, paid`. */
  readonly orders: ReadonlyMap<string, string>
  /** By id: `DKK 125.00`. */
  readonly refunds: ReadonlyMap<string, string>
  readonly customers: ReadonlySet<string>
  /** Minor units by currency. */
  readonly totals: ReadonlyMap<string, Totals>
}

export interface Totals {
  readonly ordered: bigint
  /** By the orders' own account. */
  readonly refunded: bigint
  /** The sum of the refunds. */
  readonly refunds: bigint
}

/** Fills a ledger record by record; amounts are minor units. */
export interface LedgerWriter {
  order(order: {
    readonly id: string
    readonly currency: string
    readonly total: bigint
    readonly refunded: bigint
    readonly status: string
  }): void
  refund(refund: { readonly id: string; readonly currency: string; readonly total: bigint }): void
  customer(id: string): void
  readonly ledger: Ledger
}

export function newLedger(): LedgerWriter {
  const orders = new Map<string, string>()
  const refunds = new Map<string, string>()
  const customers = new Set<string>()
  const totals = new Map<string, Totals>()
  const add = (currency: string, more: Partial<Totals>) => {
    const { ordered, refunded, refunds: back } = totals.get(currency) ?? nothing
    totals.set(currency, {
      ordered: ordered + (more.ordered ?? 0n),
      refunded: refunded + (more.refunded ?? 0n),
      refunds: back + (more.refunds ?? 0n),
    })
  }
  return {
    order({ id, currency, total, refunded, status }) {
      const amounts = [total, refunded].map((minor) => moneyText(minor, currency))
      orders.set(id, `${currency} ${amounts[0]}, ${amounts[1]} back, ${status}`)
      add(currency, { ordered: total, refunded })
    },
    refund({ id, currency, total }) {
      refunds.set(id, `${currency} ${moneyText(total, currency)}`)
      add(currency, { refunds: total })
    },
    customer: (id) => void customers.add(id),
    ledger: { orders, refunds, customers, totals },
  }
}

const nothing: Totals = { ordered: 0n, refunded: 0n, refunds: 0n }

/** Minor units as decimal text: `1250` in DKK is `12.50`. */
export function moneyText(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency) ?? 0
  if (exponent === 0) return String(minor)
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Decimal text with all of its currency's places as minor units, exactly. */
export function minorUnits(text: string, currency: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(text) ?? []
  if (whole === '' || fraction.length !== (currencyExponent(currency) ?? 0)) {
    throw new Error(`"${text}" is no amount of ${currency} with all of its decimals`)
  }
  return BigInt(`${sign}${whole}${fraction}`)
}
