import type { SalesScope } from '../../store/index.ts'
import { spanStart, type Day } from '../calendar/day.ts'
import { periodName, type Period } from '../calendar/range.ts'
import type { Factor } from '../currency/rate-table.ts'
import type { Dimension } from '../metrics/dimensions.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Sums } from '../metrics/view.ts'
import type { Group } from '../query/figure-rows.ts'
import { compareLists, mostGroups, tooMany, valuesOf } from '../query/groups.ts'
import { sumsOf } from './sums-of.ts'
import type { SummedCheckouts } from './summed-checkouts.ts'
import type { Summed } from './summed.ts'

/** What a question asks of the sums. */
export interface SumsScene {
  readonly by: readonly Dimension[]
  readonly metrics: readonly Metric[]
  readonly timed: Dimension | undefined
  readonly others: readonly Dimension[]
  readonly scope: SalesScope
  readonly currency: string
  readonly factor: Factor
  readonly clock: 'order' | 'refund'
  readonly today: Day
  readonly now: number
}

type Parts = Omit<Summed, 'allBuyers'> & SummedCheckouts

/** What was summed where nothing was sold. */
export const noSums: Parts = {
  sales: [],
  givenBack: [],
  kinds: [],
  buyers: [],
  worths: [],
  payments: [],
  carts: [],
  ordered: [],
}

/** One group for each period, empty ones too, and each value that anything in the range has. */
export function summedGroups(
  scene: SumsScene,
  periods: readonly Period[],
  all: Summed & SummedCheckouts,
): readonly Group<Sums>[] {
  const { by, timed, others } = scene
  const width = others.length
  const nameOf = ({ day, group }: { readonly day: number; readonly group: readonly string[] }) =>
    JSON.stringify([periodOf(day, timed), ...group.slice(0, width)])
  const parts = {
    sales: Map.groupBy(all.sales, nameOf),
    givenBack: Map.groupBy(all.givenBack, nameOf),
    kinds: Map.groupBy(all.kinds, nameOf),
    buyers: Map.groupBy(all.buyers, nameOf),
    worths: Map.groupBy(all.worths, nameOf),
    payments: Map.groupBy(all.payments, nameOf),
    carts: Map.groupBy(all.carts, nameOf),
    ordered: Map.groupBy(all.ordered, nameOf),
  }
  const named = new Map(periods.map((period) => [period.name, period]))
  const names =
    width === 0
      ? periods.map(({ name }) => JSON.stringify([name]))
      : [...new Set([...parts.sales.keys(), ...parts.givenBack.keys()])]
  if (names.length > mostGroups) throw tooMany()
  const groups = names.flatMap((name): readonly Group<Sums>[] => {
    const [periodNamed = '', ...values] = JSON.parse(name) as string[]
    const period = named.get(periodNamed)
    if (period === undefined) return []
    const own = {
      sales: parts.sales.get(name) ?? [],
      givenBack: parts.givenBack.get(name) ?? [],
      kinds: parts.kinds.get(name) ?? [],
      buyers: parts.buyers.get(name) ?? [],
      worths: parts.worths.get(name) ?? [],
      payments: parts.payments.get(name) ?? [],
      carts: parts.carts.get(name) ?? [],
      ordered: parts.ordered.get(name) ?? [],
    }
    return [
      {
        values: valuesOf(by, timed, period.name, values),
        isIncomplete: period.isIncomplete,
        view: sumsOf(own, { ...scene, range: period }),
      },
    ]
  })
  return groups.toSorted((one, other) => compareLists(one.values, other.values))
}

function periodOf(day: Day, timed: Dimension | undefined): string {
  return timed?.span === undefined ? '' : periodName(spanStart(day, timed.span), timed.span)
}
