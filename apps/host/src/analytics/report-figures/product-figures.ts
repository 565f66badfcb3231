import { Exact } from '../currency/rate-table.ts'
import { unknownValue } from '../metrics/dimensions.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { productCollector, type ProductRow } from '../reports/product-report.ts'
import type { BeginReport, ReportLine, Values } from './report-table.ts'

/** Products, the best seller first, or the classes that they are in. */
export const productFigures: BeginReport = async ({ source, range, factor }) => {
  const goods = await source.goods()
  const stockOf = (product: string) => goods.get(product)?.stock
  const { add, result } = productCollector({ range, factor, stockOf })
  return {
    walk: { add, lines: true },
    table: (by) => {
      const rows = result()
      return {
        lines: linesBy(rows, by),
        total: summed(rows, rows),
        labels: {
          product: Object.fromEntries(
            rows.flatMap(({ product, name }) => {
              const called = product === undefined ? undefined : (goods.get(product)?.name ?? name)
              return product === undefined || called === undefined ? [] : [[product, called]]
            }),
          ),
        },
      }
    },
  }
}

function linesBy(rows: readonly ProductRow[], by: readonly string[]): readonly ReportLine[] {
  if (by.length === 0) return []
  return by.includes('product') ? rows.map((row) => lineOf(row, by)) : classes(rows)
}

function lineOf(row: ProductRow, by: readonly string[]): ReportLine {
  return {
    group: by.map((dimension) =>
      dimension === 'product' ? (row.product ?? unknownValue) : row.class,
    ),
    values: {
      net_sales: row.net,
      units: row.units,
      orders: whole(row.orders),
      share_of_sales: row.shareOfSales,
      gross_sales: row.gross,
      discounts: row.discounts,
      returned_units_share: row.refundedRate,
      first_order_share: row.firstOrderShare,
      bought_again_share: row.repeatAfterRate,
      stock: row.stock === undefined ? undefined : whole(row.stock),
      days_of_stock: row.daysOfCover,
      products: whole(1),
    },
  }
}

function classes(rows: readonly ProductRow[]): readonly ReportLine[] {
  return (['A', 'B', 'C'] as const).map((name) => ({
    group: [name],
    values: summed(
      rows.filter((row) => row.class === name),
      rows,
    ),
  }))
}

/** What adds up over products; an order with two of them would count twice. */
function summed(rows: readonly ProductRow[], all: readonly ProductRow[]): Values {
  const net = sum(rows, (row) => row.net)
  const units = sum(rows, (row) => row.units)
  return {
    net_sales: net,
    units,
    share_of_sales: ratio(net, sum(all, positive)),
    gross_sales: sum(rows, (row) => row.gross),
    discounts: sum(rows, (row) => row.discounts),
    returned_units_share: ratio(
      sum(rows, (row) => row.refundedUnits),
      units,
    ),
    products: whole(rows.length),
  }
}

function sum(rows: readonly ProductRow[], value: (row: ProductRow) => Exact): Exact {
  return rows.reduce((total, row) => total.plus(value(row)), new Exact(0))
}

/** What was given back more than sold is no share of anything. */
function positive({ net }: ProductRow): Exact {
  return net.isNegative() ? new Exact(0) : net
}
