import { pairCollector } from '../buyers/basket-pairs.ts'
import { whole } from '../metrics/statistics.ts'
import type { BeginReport } from './report-table.ts'

/** Products that are bought together, the strongest pairs first. */
export const pairFigures: BeginReport = async ({ source, range }) => {
  const goods = await source.goods()
  const { add, result } = pairCollector(range)
  return {
    walk: { add, lines: true },
    table: () => {
      const pairs = result()
      const called = Object.fromEntries(
        [...new Set(pairs.flatMap(({ products }) => products))].flatMap((product) => {
          const name = goods.get(product)?.name
          return name === undefined ? [] : [[product, name]]
        }),
      )
      return {
        lines: pairs.map(({ products, together, lift, support, confidence: [there, back] }) => ({
          group: products,
          values: {
            bought_together: whole(together),
            lift: whole(lift),
            also_bought: whole(there),
            also_bought_back: whole(back),
            support: whole(support),
          },
        })),
        total: {},
        labels: { product: called, bought_with: called },
      }
    },
  }
}
