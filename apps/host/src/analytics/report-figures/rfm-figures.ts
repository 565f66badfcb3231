import { rfmCollector, rfmGroups, worthScore, type RfmRow } from '../buyers/rfm.ts'
import { Exact } from '../currency/rate-table.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import type { BeginReport, ReportLine, Values } from './report-table.ts'

const scores = [1, 2, 3, 4, 5] as const

/** Customers by how recently, how often and for how much they bought, as it is at the end of the range. */
export const rfmFigures: BeginReport = async ({ range, factor }) => {
  const { add, result } = rfmCollector({ asOf: range.to, factor })
  return {
    walk: { add, lines: false },
    table: (by) => {
      const rows = result()
      return {
        lines: linesBy(rows, by),
        total: valuesOf(rows, rows),
      }
    },
  }
}

function linesBy(rows: readonly RfmRow[], by: readonly string[]): readonly ReportLine[] {
  if (by.length === 0) return []
  return by.includes('rfm_group') ? groups(rows) : grid(rows)
}

function groups(rows: readonly RfmRow[]): readonly ReportLine[] {
  const parts = Map.groupBy(rows, ({ group }) => group)
  return rfmGroups.map((group) => ({
    group: [group],
    values: valuesOf(parts.get(group) ?? [], rows),
  }))
}

/** Every cell, the best first; empty ones too. */
function grid(rows: readonly RfmRow[]): readonly ReportLine[] {
  const parts = Map.groupBy(rows, (row) => `${row.recency} ${worthScore(row)}`)
  const best = scores.toReversed()
  return best.flatMap((recency) =>
    best.map((worth) => ({
      group: [String(recency), String(worth)],
      values: valuesOf(parts.get(`${recency} ${worth}`) ?? [], rows),
    })),
  )
}

function valuesOf(rows: readonly RfmRow[], all: readonly RfmRow[]): Values {
  const spend = spent(rows)
  return {
    customers: whole(rows.length),
    share_of_customers: ratio(whole(rows.length), whole(all.length)),
    orders: whole(rows.reduce((sum, { orders }) => sum + orders, 0)),
    spend,
    share_of_spend: ratio(spend, spent(all)),
  }
}

function spent(rows: readonly RfmRow[]): Exact {
  return rows.reduce((sum, row) => sum.plus(row.spend), new Exact(0))
}
