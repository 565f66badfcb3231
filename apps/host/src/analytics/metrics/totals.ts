import type { Day } from '../calendar/day.ts'
import { Exact, sameCurrency, type Factor } from '../currency/rate-table.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact, RefundFact } from '../facts/order-fact.ts'
import {
  addTo,
  amountNames,
  countNames,
  refundMeasures,
  runningMeasures,
  saleMeasures,
  type AmountName,
  type CountName,
  type Measures,
  type RunningMeasures,
} from './measures.ts'

/** What was sold or given back in one currency and is converted at the rate of one day. */
export interface Cell {
  readonly currency: string
  readonly day: Day
  readonly measures: Measures
}

/** Sums of cells in one currency. */
export interface Totals {
  readonly amounts: Readonly<Record<AmountName, Exact>>
  readonly counts: Readonly<Record<CountName, Exact>>
  /** What is counted in cells whose amounts are in `amounts`: by these amounts are divided. */
  readonly converted: Readonly<Record<CountName, Exact>>
  /** What has no rate and is in no amount. */
  readonly unconverted: readonly Unconverted[]
}

export interface Unconverted {
  readonly currency: string
  readonly orders: bigint
  /** Order totals less refunds, in minor units of the currency. */
  readonly amount: bigint
}

/** Collects measures by currency and day. */
export function cellCollector() {
  const cells = new Map<string, { currency: string; day: Day; measures: RunningMeasures }>()
  return {
    add(currency: string, day: Day, measures: Partial<Measures>): void {
      const name = `${currency}${day}`
      let cell = cells.get(name)
      if (cell === undefined) {
        cell = { currency, day, measures: runningMeasures() }
        cells.set(name, cell)
      }
      addTo(cell.measures, measures)
    },
    cells: (): readonly Cell[] => [...cells.values()],
  }
}

/** Sales with what was given back of them, whenever that was, at the rate of the order's day: a full refund leaves nothing. */
export function orderCells(orders: Iterable<OrderFact>): readonly Cell[] {
  const collector = cellCollector()
  for (const order of orders) {
    collector.add(order.currency, order.day, saleMeasures(order))
    for (const refund of order.refunds)
      collector.add(order.currency, order.day, refundMeasures(refund))
  }
  return collector.cells()
}

export interface DatedRefund {
  readonly order: OrderFact
  readonly refund: RefundFact
}

/** What was given back, at the rate of the day on which it was. */
export function refundCells(refunds: Iterable<DatedRefund>): readonly Cell[] {
  const collector = cellCollector()
  for (const { order, refund } of refunds)
    collector.add(order.currency, refund.day, refundMeasures(refund))
  return collector.cells()
}

/** What was given back for orders that nobody can name. */
export function looseCells(loose: Iterable<LooseRefund>): readonly Cell[] {
  const collector = cellCollector()
  for (const { currency, refund } of loose)
    collector.add(currency, refund.day, refundMeasures(refund))
  return collector.cells()
}

export function totalsOf(cells: Iterable<Cell>, factor: Factor): Totals {
  const amounts = zeros(amountNames)
  // Whole numbers are added as such: one sum has many cells, and most of them need no rate.
  const [counts, converted, plain] = [runningMeasures(), runningMeasures(), runningMeasures()]
  const unconverted = new Map<string, { orders: bigint; amount: bigint }>()
  for (const { currency, day, measures } of cells) {
    addTo(counts, measures)
    const rate = factor(currency, day)
    if (rate === undefined) {
      const left = unconverted.get(currency) ?? { orders: 0n, amount: 0n }
      left.orders += measures.orders
      left.amount += measures.total - measures.refunds
      unconverted.set(currency, left)
      continue
    }
    addTo(converted, measures)
    if (rate === sameCurrency) {
      addTo(plain, measures)
      continue
    }
    for (const name of amountNames) {
      if (measures[name] !== 0n)
        amounts[name] = amounts[name].plus(exact(measures[name]).times(rate))
    }
  }
  for (const name of amountNames) amounts[name] = amounts[name].plus(exact(plain[name]))
  return {
    amounts,
    counts: exactCounts(counts),
    converted: exactCounts(converted),
    unconverted: [...unconverted]
      .map(([currency, left]) => Object.assign({ currency }, left))
      .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
  }
}

function exactCounts(running: RunningMeasures): Record<CountName, Exact> {
  return Object.fromEntries(countNames.map((name) => [name, exact(running[name])])) as Record<
    CountName,
    Exact
  >
}

export function exact(value: bigint): Exact {
  return new Exact(value.toString())
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, Exact> {
  return Object.fromEntries(names.map((name) => [name, zero])) as Record<Name, Exact>
}

const zero = new Exact(0)
