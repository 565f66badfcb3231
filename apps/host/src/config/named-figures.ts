import { nearest } from '@cartograph/core'
import { reportShapes, type FigureReport } from '../dashboards/index.ts'
import {
  checkoutMetricNames,
  dimensionNames,
  metricNames,
  spanNames,
} from '../figure-names/index.ts'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import type { Reading } from './reading.ts'

const ofCheckouts: ReadonlySet<string> = new Set(checkoutMetricNames)
const spans: ReadonlySet<string> = new Set(spanNames)

export function checkMetric(id: string, path: Path, { document, problems }: Reading): void {
  if (metricNames.includes(id)) return
  const meant = nearest(id, metricNames)
  problems.add(document, path, {
    message: `there is no metric "${id}"${meant === undefined ? '' : choice(meant, metricNames)}`,
    hint: '`cartograph figures --list` shows all metrics and dimensions.',
  })
}

export function checkDimension(id: string, path: Path, { document, problems }: Reading): void {
  if (!dimensionNames.includes(id))
    problems.add(document, path, {
      message: `there is no dimension "${id}"${choice(nearest(id, dimensionNames), dimensionNames)}`,
    })
}

/** What a report does not tell, and by what it cannot be told. */
export function checkReport(
  {
    report,
    metrics = [],
    by,
  }: {
    readonly report: FigureReport
    readonly metrics?: readonly string[] | undefined
    readonly by?: readonly string[] | undefined
  },
  path: Path,
  { document, problems }: Reading,
): void {
  const known = reportShapes[report]
  for (const [place, id] of metrics.entries())
    if (!known.metrics.includes(id))
      problems.add(document, [...path, 'metrics', place], {
        message: `the report ${report} does not tell "${id}"${choice(nearest(id, known.metrics), known.metrics)}`,
      })
  const ways = known.by.map((way) => way.join(' and ') || 'nothing')
  if (by !== undefined && !known.by.some((way) => way.join(' ') === by.join(' ')))
    problems.add(document, [...path, 'by'], {
      message: `the report ${report} cannot be by ${by.join(' and ') || 'nothing'}`,
      hint: `It can be by ${ways.join(', or by ')}.`,
    })
}

/** Subscriptions have a customer and a store, and nothing of an order that filters could go by. */
export function checkReportFilter(
  report: FigureReport,
  path: Path,
  { document, problems }: Reading,
): void {
  if (report === 'recurring')
    problems.add(document, path, {
      message: 'the report recurring cannot be filtered: subscriptions have nothing of an order',
      hint: 'Say which `stores`, or a segment of customers; or give the widget `filters: []`.',
    })
}

/** What figures cannot be asked for together, whatever is in the store. */
export function checkTogether(
  { metrics, by }: { readonly metrics: readonly string[]; readonly by: readonly string[] },
  path: Path,
  { document, problems }: Reading,
): void {
  const times = by.filter((id) => spans.has(id))
  if (times.length > 1)
    problems.add(document, [...path, 'by'], {
      message: `figures cannot be by ${times.join(' and ')} at once`,
    })
  const own = metrics.find((id) => ofCheckouts.has(id))
  const unfit = by.find((id) => dimensionNames.includes(id) && !spans.has(id) && id !== 'store')
  if (own !== undefined && unfit !== undefined)
    problems.add(document, [...path, 'by'], {
      message: `${own} cannot be parted by ${unfit}: payments and carts do not have it`,
      hint: 'Part it by store or by a span of time.',
    })
}

/** Filters are by values, of what all metrics have. */
export function checkFilter(
  dimension: string,
  metrics: readonly string[],
  path: Path,
  { document, problems }: Reading,
): void {
  if (spans.has(dimension))
    problems.add(document, path, {
      message: `figures cannot be filtered by ${dimension}`,
      hint: 'Say which days in `range`.',
    })
  const own = metrics.find((id) => ofCheckouts.has(id))
  if (own !== undefined && dimension !== 'store' && !spans.has(dimension))
    problems.add(document, path, {
      message: `${own} cannot be filtered by ${dimension}: payments and carts do not have it`,
      hint: 'Filter by store, or give the widget `filters` of its own.',
    })
}
