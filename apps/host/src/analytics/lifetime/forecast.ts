import type { Day } from '../calendar/day.ts'
import type { Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { exact } from '../metrics/totals.ts'
import { collected, type Collector } from '../reports/collector.ts'
import { aliveProbability, expectedOrders, fitBgNbd, type BgNbd, type Purchases } from './bg-nbd.ts'
import { expectedValue, fitGammaGamma, type GammaGamma } from './gamma-gamma.ts'

/** Below this a forecast would say more than is known. */
export const leastCustomers = 100
const week = 7

/** An estimate, and how wrong it was when it was tried on what has happened already. */
export interface LifetimeForecast {
  readonly customers: number
  readonly orders: BgNbd
  readonly values: GammaGamma
  /** What a customer is expected to spend within the horizon from now, on average; minor units. */
  readonly mean: bigint
  readonly byCustomer: ReadonlyMap<string, CustomerForecast>
  readonly backtest: Backtest | undefined
}

export interface CustomerForecast {
  readonly orders: number
  readonly alive: number
  readonly value: bigint
}

/** The model of the first half of the time, asked for the orders of the second half. */
export interface Backtest {
  readonly predicted: number
  readonly actual: number
  /** How much more was predicted than happened, as a share of what happened. */
  readonly error: number | undefined
}

export interface ForecastOptions {
  readonly asOf: Day
  readonly horizonDays?: number
  readonly factor: Factor
}

/**
 * What customers will spend, by how often, how recently and for how much they bought.
 *
 * Undefined for fewer than a hundred customers or where nobody bought twice.
 */
export function forecastLifetime(
  orders: readonly OrderFact[],
  options: ForecastOptions,
): LifetimeForecast | undefined {
  const begin = orders.reduce((least, { day }) => Math.min(least, day), options.asOf)
  return collected(forecastCollector({ ...options, begin }), orders)
}

/** The same, of one customer after the other: of each a few numbers are kept. `begin` is the day of the first order of all. */
export function forecastCollector({
  asOf,
  begin,
  horizonDays = 365,
  factor,
}: ForecastOptions & { readonly begin: Day }): Collector<LifetimeForecast | undefined> {
  const middle = begin + Math.floor((asOf - begin) / 2)
  const customers: KnownCustomer[] = []
  const before: KnownCustomer[] = []
  let later = 0
  return {
    add: (all) => {
      const own = all.filter(({ day, isAnonymous }) => day <= asOf && !isAnonymous)
      const known = knownCustomer(own, asOf, factor)
      if (known === undefined) return
      customers.push(known)
      const early = knownCustomer(
        own.filter(({ day }) => day <= middle),
        middle,
        factor,
      )
      if (early === undefined) return
      before.push(early)
      later += new Set(own.flatMap(({ day }) => (day > middle ? [day] : []))).size
    },
    result: () => {
      if (!isEnough(customers)) return undefined
      const model = fitBgNbd(customers.map(({ purchases }) => purchases))
      const values = fitGammaGamma(customers.map(({ spending }) => spending))
      const byCustomer = new Map(
        customers.map(({ customer, purchases, spending }): [string, CustomerForecast] => {
          const expected = expectedOrders(model, purchases, horizonDays / week)
          const value = expected * expectedValue(values, spending)
          const alive = aliveProbability(model, purchases)
          return [customer, { orders: expected, alive, value: BigInt(Math.round(value)) }]
        }),
      )
      let total = 0n
      for (const { value } of byCustomer.values()) total += value
      return {
        customers: customers.length,
        orders: model,
        values,
        mean: total / BigInt(customers.length),
        byCustomer,
        backtest: backtest(before, (asOf - middle) / week, later),
      }
    },
  }
}

interface KnownCustomer {
  readonly customer: string
  readonly purchases: Purchases
  readonly spending: { readonly orders: number; readonly mean: number }
}

function isEnough(customers: readonly KnownCustomer[]): boolean {
  return (
    customers.length >= leastCustomers && customers.some(({ purchases }) => purchases.repeats > 0)
  )
}

/** Orders of one day are one purchase, as the model has it; those without a customer tell nothing. */
function knownCustomer(
  own: readonly OrderFact[],
  asOf: Day,
  factor: Factor,
): KnownCustomer | undefined {
  const days = [...new Set(own.map(({ day }) => day))]
  const [first, last] = [days[0], days.at(-1)]
  const [order] = own
  if (order === undefined || first === undefined || last === undefined) return undefined
  const spent = own.reduce((sum, each) => sum + valueOf(each, factor), 0)
  return {
    customer: order.customer,
    purchases: {
      repeats: days.length - 1,
      last: (last - first) / week,
      age: (asOf - first) / week,
    },
    spending: { orders: days.length, mean: spent / days.length },
  }
}

/** The models are of real numbers: what comes out is an estimate, and no amount is kept so. */
function valueOf({ amounts, refunds, currency, day }: OrderFact, factor: Factor): number {
  const back = refunds.reduce((sum, { parts }) => sum + parts.items, 0n)
  const rate = factor(currency, day)
  if (rate === undefined) return 0
  return exact(amounts.gross - amounts.discounts - back)
    .times(rate)
    .toNumber()
}

/** The model of those who were known in the middle, asked for what they did after it. */
function backtest(
  customers: readonly KnownCustomer[],
  within: number,
  actual: number,
): Backtest | undefined {
  if (!isEnough(customers)) return undefined
  const model = fitBgNbd(customers.map(({ purchases }) => purchases))
  const predicted = customers.reduce(
    (sum, { purchases }) => sum + expectedOrders(model, purchases, within),
    0,
  )
  return { predicted, actual, error: actual === 0 ? undefined : predicted / actual - 1 }
}
