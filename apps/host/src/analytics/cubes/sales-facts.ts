import {
  salesDimensions,
  salesMeasures,
  type SalesClock,
  type SalesDimension,
  type SalesFact,
  type SalesMeasure,
} from '../../store/index.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { dimensionNamed, unknownValue } from '../metrics/dimensions.ts'
import { historyOf } from '../metrics/history.ts'
import {
  addTo,
  refundMeasures,
  runningMeasures,
  saleMeasures,
  type Measure,
  type Measures,
} from '../metrics/measures.ts'
import { looseValue } from '../query/filters.ts'

/** Measures by the names of their columns: `paidSales` is `paid_sales`. */
export const measureOfColumn = Object.fromEntries(
  salesMeasures.map((column) => [
    column,
    column.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()),
  ]),
) as Readonly<Record<SalesMeasure, Measure>>

const nobody = historyOf([])
const dimensions = salesDimensions.map((name) => ({ name, of: dimensionNamed(name).of }))

/**
 * What an order adds to the figures: on its own day with all that was given back of it, and on the day of each refund.
 *
 * Which of a customer's orders is the first is known to whoever knows the others.
 */
export function factsOfOrder(order: OrderFact): readonly SalesFact[] {
  const values = valuesOf((name) =>
    name === 'customer_kind'
      ? 'new'
      : (dimensions.find((each) => each.name === name)?.of(order, nobody) ?? unknownValue),
  )
  const common = { source: order.id, customer: order.customer, firstDay: order.day, values }
  const whole = runningMeasures()
  addTo(whole, saleMeasures(order))
  for (const refund of order.refunds) addTo(whole, refundMeasures(refund))
  return [
    { ...common, clock: 0, id: '', day: order.day, at: order.at, measures: columnsOf(whole) },
    ...order.refunds.map((refund): SalesFact => ({
      ...common,
      clock: 1,
      id: refund.id,
      day: refund.day,
      at: refund.at,
      measures: columnsOf({ ...runningMeasures(), ...refundMeasures(refund) }),
    })),
  ]
}

/** What a refund adds whose order nobody can name: the same on its own day by both clocks. */
export function factsOfLoose(loose: LooseRefund, source: string): readonly SalesFact[] {
  const { id, day, at } = loose.refund
  const values = valuesOf((name) => looseValue(loose, name))
  const measures = columnsOf({ ...runningMeasures(), ...refundMeasures(loose.refund) })
  return ([0, 1] as const).map((clock: SalesClock) => ({
    source,
    clock,
    id,
    day,
    at,
    customer: '',
    firstDay: day,
    values,
    measures,
  }))
}

function valuesOf(of: (name: SalesDimension) => string): Readonly<Record<SalesDimension, string>> {
  return Object.fromEntries(salesDimensions.map((name) => [name, of(name)])) as Record<
    SalesDimension,
    string
  >
}

function columnsOf(measures: Measures): Readonly<Record<SalesMeasure, number>> {
  return Object.fromEntries(
    salesMeasures.map((column) => [column, Number(measures[measureOfColumn[column]])]),
  ) as Record<SalesMeasure, number>
}
