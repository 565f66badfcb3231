import {
  salesMeasures,
  type BuyerSum,
  type CartSum,
  type OrderWorth,
  type SalesSum,
} from '../../store/index.ts'
import type { DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import { cartSumsOf, type CartCell } from '../metrics/cart-sums.ts'
import type { Measures } from '../metrics/measures.ts'
import { paymentSumsOf } from '../metrics/payment-sums.ts'
import { totalsOf, type Cell } from '../metrics/totals.ts'
import { once, type Buyers, type Clock, type Sums } from '../metrics/view.ts'
import { measureOfColumn } from './sales-facts.ts'
import type { SummedCheckouts } from './summed-checkouts.ts'
import type { Summed } from './summed.ts'

export interface SumsOptions {
  readonly range: DayRange
  readonly factor: Factor
  readonly clock: Clock
}

/** Sums of one group and period, or of all of them, as metrics ask for them. */
export function sumsOf(
  {
    sales,
    givenBack,
    kinds,
    buyers,
    worths,
    payments,
    carts,
    ordered,
  }: Omit<Summed, 'allBuyers'> & SummedCheckouts,
  { range, factor, clock }: SumsOptions,
): Sums {
  const sold = once(() => totalsOf(sales.map(cellOf), factor))
  const back = once(() => totalsOf(givenBack.map(cellOf), factor))
  return {
    range,
    factor,
    sales: sold,
    givenBack: back,
    back: clock === 'order' ? sold : back,
    ofKind: (kind) =>
      totalsOf(kinds.filter(({ group }) => group.at(-1) === kind).map(cellOf), factor),
    buyers: () => buyersIn(buyers),
    worths: () => worths.flatMap((worth) => worthsIn(worth, factor)),
    payments: once(() => paymentSumsOf(payments, factor)),
    carts: once(() =>
      cartSumsOf(carts.map(cartCellOf), {
        ordered: ordered.reduce((sum, { measures }) => sum + measures.orders, 0n),
        factor,
      }),
    ),
  }
}

function cartCellOf({ currency, ...sums }: CartSum): CartCell {
  return { ...sums, currency: currency === '' ? undefined : currency }
}

function cellOf({ currency, day, measures }: SalesSum): Cell {
  return {
    currency,
    day,
    measures: Object.fromEntries(
      salesMeasures.map((column) => [measureOfColumn[column], measures[column]]),
    ) as unknown as Measures,
  }
}

function buyersIn(sums: readonly BuyerSum[]): Buyers {
  const [only] = sums
  if (sums.length > 1) throw new Error('People of several groups do not add up.')
  return only ?? { all: 0, fresh: 0, repeated: 0 }
}

function worthsIn({ currency, day, worth, orders }: OrderWorth, factor: Factor): readonly Exact[] {
  const rate = factor(currency, day)
  if (rate === undefined) return []
  return Array.from({ length: orders }, () => new Exact(worth).times(rate))
}
