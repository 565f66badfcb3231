import {
  couponCollector,
  heatCollector,
  pairCollector,
  productCollector,
  roundOnce,
} from '../analytics/index.ts'
import { money, percent } from './report-cells.ts'
import { overAll, type ReportScene, type ReportTable } from './report-scene.ts'

export async function products(scene: ReportScene): Promise<ReportTable> {
  const { source, range, factor, currency } = scene
  const goods = await source.goods()
  const stockOf = (product: string) => goods.get(product)?.stock
  const collector = productCollector({ range, factor, stockOf })
  const rows = await overAll(scene, collector, { lines: true })
  return {
    heads: [
      'product',
      'name',
      'class',
      'units',
      'returned',
      'gross',
      'net',
      'share',
      'orders',
      'first',
      'again',
      'cover days',
    ],
    rows: rows.map((row) => [
      row.product ?? '(unknown)',
      row.name ?? '',
      row.class,
      row.units.toFixed(),
      percent(row.refundedRate),
      money(row.gross, currency),
      money(row.net, currency),
      percent(row.shareOfSales),
      String(row.orders),
      percent(row.firstOrderShare),
      percent(row.repeatAfterRate),
      row.daysOfCover === undefined ? '' : roundOnce(row.daysOfCover, 0).toFixed(),
    ]),
  }
}

export async function coupons(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const report = await overAll(scene, couponCollector({ range, factor }), { lines: true })
  return {
    heads: ['coupon', 'orders', 'taken off', 'net sales', 'new customers', 'average order'],
    rows: [
      ...report.coupons.map((row) => [
        row.code,
        String(row.orders),
        money(row.discount, currency),
        money(row.netSales, currency),
        percent(row.newCustomerShare),
        money(row.aov, currency),
      ]),
      ['(none)', '', '', '', '', money(report.aovWithout, currency)],
    ],
  }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export async function hours(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const all = await overAll(scene, heatCollector({ range, factor }), { lines: false })
  const cells = all.filter(({ orders }) => orders > 0)
  return {
    heads: ['weekday', 'hour', 'orders', 'net sales', 'average order'],
    rows: cells.map(({ weekday, hour, orders, netSales, aov }) => [
      weekdays[weekday - 1] ?? '',
      String(hour).padStart(2, '0'),
      String(orders),
      money(netSales, currency),
      money(aov, currency),
    ]),
  }
}

export async function pairs(scene: ReportScene): Promise<ReportTable> {
  const found = await overAll(scene, pairCollector(scene.range), { lines: true })
  return {
    heads: ['product', 'with', 'together', 'confidence', 'the other way', 'lift'],
    rows: found.map(({ products: [one, other], together, confidence, lift }) => [
      one,
      other,
      String(together),
      `${(confidence[0] * 100).toFixed(1)} %`,
      `${(confidence[1] * 100).toFixed(1)} %`,
      lift.toFixed(2),
    ]),
  }
}
