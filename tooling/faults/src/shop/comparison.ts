import { join } from 'node:path'
import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { copyDifferences, kinds, recordDifferences, type Kind } from './expected-records.ts'
import { lookInto } from './native-records.ts'
import { commerceTotals, shopOrderTotals, shopRefundTotals, totalsText } from './totals.ts'

export interface Comparison {
  readonly differences: readonly string[]
  /** What was compared, in lines for people. */
  readonly compared: readonly string[]
}

/** Everything in the store beside everything in the shop. */
export function compareWithTruth(store: SimulatedWooCommerce, folder: string): Comparison {
  return lookInto(join(folder, 'cartograph.db'), ({ records, rows }) => {
    const differences: string[] = []
    const counted: string[] = []
    for (const kind of kinds) {
      const truth = store.truth(kind.truth)
      const { live, deleted } = records(kind.stream)
      differences.push(...recordDifferences(kind, truth, live, fieldsRead(store, kind)))
      counted.push(`${live.size} ${kind.stream} (${deleted.size} deleted)`)
    }
    const [orders, refunds] = [store.truth('orders'), store.truth('refunds')]
    differences.push(...copyDifferences(records('refunds').live, records('orders').live))
    const totals = [
      ['orders', shopOrderTotals(orders), commerceTotals(rows('order'))],
      ['refunds', shopRefundTotals(refunds, orders), commerceTotals(rows('refund'))],
    ] as const
    for (const [name, expected, found] of totals)
      if (totalsText(expected) !== totalsText(found))
        differences.push(
          `the ${name} of the model are ${totalsText(found)}, those of the shop ${totalsText(expected)}`,
        )
    return {
      differences,
      compared: [
        `records: ${counted.join(', ')}`,
        ...totals.map(([name, , found]) => `${name} in minor units: ${totalsText(found)}`),
      ],
    }
  })
}

/** Kinds whose records stay rows while the shop knows them: none of them may count as deleted. */
const lasting = kinds.filter(({ isHidden }) => isHidden === undefined)

/** Records that the shop has, and that the store holds for deleted. */
export function wronglyDeleted(store: SimulatedWooCommerce, folder: string): readonly string[] {
  return lookInto(join(folder, 'cartograph.db'), ({ records }) =>
    lasting.flatMap(({ stream, truth }) => {
      const { deleted } = records(stream)
      return store
        .truth(truth)
        .filter(({ id }) => deleted.has(Number(id)))
        .map(({ id }) => `${stream} ${Number(id)} is alive, and was deleted`)
    }),
  )
}

/** The most that was ever asked of a list: the fields that the connector reads. */
export function fieldsRead({ log }: SimulatedWooCommerce, { path }: Kind): readonly string[] {
  return log
    .filter((request) => path.test(request.path))
    .map(({ query }) => query.get('_fields')?.split(',') ?? [])
    .reduce((most, fields) => (fields.length > most.length ? fields : most), [])
}
