import type { Day } from '../calendar/day.ts'
import { isIn, type DayRange } from '../calendar/range.ts'
import type { Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { refundMeasures, saleMeasures } from '../metrics/measures.ts'
import { cellCollector, totalsOf, type Unconverted } from '../metrics/totals.ts'
import type { ReportSource } from '../reading/report-source.ts'
import type { CountedOrders } from './counted-orders.ts'
import type { KnownReport } from './reports.ts'
import type { ReportMaking } from './report-table.ts'

/** A report that has seen all that it is made of. */
export interface MadeReport {
  readonly now: ReportMaking
  /** The same of the time that it is compared with. */
  readonly before: ReportMaking | undefined
  readonly unconverted: readonly Unconverted[]
  /** What anything that counts was sold in. */
  readonly currencies: readonly string[]
}

export interface MakeReport {
  readonly source: ReportSource
  readonly range: DayRange
  readonly other: DayRange | undefined
  readonly by: readonly string[]
  readonly factor: Factor
  readonly today: Day
  readonly counted: CountedOrders
  /** Whether the filters and segments look at what was bought. */
  readonly looksAtLines: boolean
  readonly isMember: (customer: string) => boolean
}

/** Makes a report in one walk over all customers. */
export async function makeReport(report: KnownReport, make: MakeReport): Promise<MadeReport> {
  const { source, range, other, factor, counted, looksAtLines } = make
  const begin = (within: DayRange) => report.begin({ ...make, range: within })
  const now = await begin(range)
  const before = other === undefined ? undefined : await begin(other)
  const left = leftOut(report, range, factor)
  if (now.walk !== undefined) {
    const lines = now.walk.lines || looksAtLines
    for await (const own of source.histories({ lines })) {
      const counts = counted(own)
      if (counts === undefined) continue
      left.add(own.filter(counts))
      now.walk.add(own, counts)
      before?.walk?.add(own, counts)
    }
  }
  return { now, before, ...left.result() }
}

/** What has no rate, and is in no amount. */
function leftOut({ counts }: KnownReport, { from, to }: DayRange, factor: Factor) {
  const looked = { from: counts === 'range' ? from : Number.MIN_SAFE_INTEGER, to }
  const cells = cellCollector()
  const currencies = new Set<string>()
  return {
    add(orders: readonly OrderFact[]): void {
      for (const order of orders) {
        if (!isIn(looked, order.day)) continue
        currencies.add(order.currency)
        if (factor(order.currency, order.day) !== undefined) continue
        cells.add(order.currency, order.day, saleMeasures(order))
        for (const refund of order.refunds)
          cells.add(order.currency, order.day, refundMeasures(refund))
      }
    },
    result: () => ({
      unconverted: totalsOf(cells.cells(), factor).unconverted,
      currencies: [...currencies],
    }),
  }
}
