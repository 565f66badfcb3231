import type { OrderFact } from '../facts/order-fact.ts'
import { historyOf } from '../metrics/history.ts'

/** A report that grows customer by customer, and keeps of each no more than it shows. */
export interface Collector<Result> {
  /** All orders of one customer, in the order of time, and which of them count. Default: all. */
  readonly add: (own: readonly OrderFact[], counts?: (order: OrderFact) => boolean) => void
  readonly result: () => Result
}

/** The report of orders that are there already. */
export function collected<Result>(
  collector: Collector<Result>,
  orders: readonly OrderFact[],
): Result {
  for (const own of historyOf(orders).byCustomer.values()) collector.add(own)
  return collector.result()
}

/** Where nothing is left out. */
export function everyOrder(): boolean {
  return true
}
