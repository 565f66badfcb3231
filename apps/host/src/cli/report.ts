import { stringify } from 'csv-stringify/sync'
import {
  dayOf,
  dayRange,
  dayText,
  factorTo,
  onlyCurrency,
  openReportSource,
} from '../analytics/index.ts'
import { listed, readRates, todayIn, type FactOptions } from './figures.ts'
import { harmless } from './figures-text.ts'
import { withInstallation } from './installation.ts'
import type { ReportName } from './actions.ts'
import type { ReportTable } from './report-scene.ts'
import { reportTables } from './report-tables.ts'
import { count, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ReportCommandOptions extends FactOptions {
  readonly from?: string
  readonly to?: string
  readonly limit: number
  readonly csv?: boolean
}

/** `cartograph report <name>`: products, coupons, hours, customers by how they buy, cohorts, pairs, lifetime, recurring revenue. */
export function reportCommand(
  terminal: Terminal,
  name: ReportName,
  options: ReportCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const to = options.to ?? dayText(todayIn(Date.now()))
    const range = dayRange(options.from ?? dayText(dayOf(to) - 29), to)
    const rates = await readRates(terminal, installation, options.rates ?? [])
    const { store, configuration } = installation
    const source = await openReportSource(store, {
      zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
      stores: listed(options.stores ?? ''),
      now: Date.now(),
      signal: terminal.signal,
    })
    const known = await source.currencies()
    const currency = onlyCurrency(options.currency, () => known)
    const scene = { source, range, factor: factorTo(rates, currency), currency }
    const report = await reportTables[name](scene)
    await terminal.out(textOf(report, { ...options, currency }))
    return 0
  })
}

function textOf(
  { heads, rows }: ReportTable,
  { json, csv, limit, currency }: ReportCommandOptions & { readonly currency: string },
): string {
  if (json === true) {
    const objects = rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at]])))
    return `${JSON.stringify({ currency, rows: objects })}\n`
  }
  if (csv === true) return stringify([heads, ...rows.map((row) => row.map(harmless))])
  const columns = heads.map((heading, at): Column<readonly string[]> => ({
    heading,
    align: rows.every((row) => /^[-\d.,%\s–]*$/u.test(row[at] ?? '')) ? 'right' : 'left',
    cell: (row) => row[at] ?? '',
  }))
  const more =
    rows.length > limit ? `… and ${count(rows.length - limit)} more; raise --limit.\n` : ''
  return `${table(columns, rows.slice(0, limit))}\n${more}`
}
