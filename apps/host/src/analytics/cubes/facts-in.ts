import type { SalesDimension, SalesFact } from '../../store/index.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact, RefundFact } from '../facts/order-fact.ts'
import { unknownValue } from '../metrics/dimensions.ts'
import type { Facts } from '../metrics/view.ts'

/**
 * The facts of orders as far as they are kept beside the rows: all but what was bought and by which coupon, payments and carts.
 *
 * Facts are in the order of their sources, each order before its refunds.
 */
export function factsIn(kept: readonly SalesFact[]): Facts {
  const refunds = Map.groupBy(
    kept.filter(({ clock, customer }) => clock === 1 && customer !== ''),
    ({ source }) => source,
  )
  const whole = kept.filter(({ clock }) => clock === 0)
  return {
    orders: whole.flatMap((fact) =>
      fact.customer === '' ? [] : [orderIn(fact, refunds.get(fact.source) ?? [])],
    ),
    loose: whole.flatMap((fact) => (fact.customer === '' ? [looseIn(fact)] : [])),
    payments: [],
    disputes: [],
    carts: [],
  }
}

function orderIn(fact: SalesFact, refunds: readonly SalesFact[]): OrderFact {
  const { source, customer, at, day, values, measures } = fact
  const said = (name: SalesDimension) => (values[name] === unknownValue ? undefined : values[name])
  const isAnonymous = customer === `order:${source}`
  return {
    id: source,
    store: values.store,
    customer,
    isAnonymous,
    isGuest: isAnonymous,
    at,
    day,
    hour: Number(values.hour),
    weekday: Number(values.weekday),
    currency: values.currency,
    channel: said('channel'),
    paymentMethod: said('payment_method'),
    billing: { country: said('country'), region: said('region'), city: said('city') },
    shipping: {
      country: said('shipping_country'),
      region: said('shipping_region'),
      city: said('shipping_city'),
    },
    coupons: [],
    lines: [],
    amounts: {
      gross: BigInt(measures.gross),
      discounts: BigInt(measures.discounts),
      shipping: BigInt(measures.shipping),
      tax: BigInt(measures.tax),
      fees: BigInt(measures.fees),
      total: BigInt(measures.total),
    },
    refunds: refunds.map(refundIn).toSorted((one, other) => one.at - other.at),
  }
}

function refundIn({ id, at, day, measures }: SalesFact): RefundFact {
  return {
    id,
    at,
    day,
    parts: {
      items: BigInt(measures.returns),
      shipping: BigInt(measures.shipping_back),
      tax: BigInt(measures.tax_back),
      fees: BigInt(measures.fees_back),
    },
    total: BigInt(measures.refunds),
    lines: [],
  }
}

function looseIn(fact: SalesFact): LooseRefund {
  const { store, currency } = fact.values
  return { store, currency, refund: refundIn(fact) }
}
