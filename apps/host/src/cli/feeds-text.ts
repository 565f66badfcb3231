import type { FeedStanding } from '../api/index.ts'
import type {
  FeedCounts,
  FeedPreview,
  FeedReport,
  ItemProblem,
  ProblemGroup,
} from '../feeds/index.ts'
import { faultText } from './fault-text.ts'
import { count, counted, duration, table, type Column } from './table.ts'

const listColumns: readonly Column<FeedStanding>[] = [
  { heading: 'feed', align: 'left', cell: ({ id }) => id },
  { heading: 'for', align: 'left', cell: ({ set }) => set },
  { heading: 'form', align: 'left', cell: ({ form }) => form },
  { heading: 'rows', align: 'right', cell: ({ state }) => count(state?.items ?? 0) },
  { heading: 'left out', align: 'right', cell: ({ last }) => count(last?.invalid ?? 0) },
  { heading: 'made', align: 'left', cell: ({ state }) => instantText(state?.madeAt) },
  { heading: 'last run', align: 'left', cell: ({ last }) => last?.state ?? 'never' },
  { heading: 'last fetched', align: 'left', cell: ({ state }) => instantText(state?.fetchedAt) },
  { heading: 'by', align: 'left', cell: ({ state }) => state?.fetchedBy ?? '' },
]

/** Feeds and how they stand, for a terminal. */
export function feedsText(feeds: readonly FeedStanding[]): string {
  if (feeds.length === 0)
    return 'There is no feed; write one under `feeds:` in the configuration.\n'
  const addresses = feeds.map(
    ({ id, address }) => `${id}: ${address ?? 'no address yet; the first run gives it one'}`,
  )
  return `${[table(listColumns, feeds), ...addresses].join('\n')}\n`
}

const runColumns: readonly Column<FeedReport>[] = [
  { heading: 'feed', align: 'left', cell: ({ feed }) => feed },
  { heading: 'document', align: 'left', cell: ({ state }) => state },
  { heading: 'read', align: 'right', cell: ({ read }) => count(read) },
  { heading: 'rows', align: 'right', cell: ({ items }) => count(items) },
  { heading: 'filtered', align: 'right', cell: ({ leftOut }) => count(sum(leftOut)) },
  { heading: 'with errors', align: 'right', cell: ({ invalid }) => count(invalid) },
  { heading: 'vanished', align: 'right', cell: ({ vanished }) => count(vanished) },
  { heading: 'bytes', align: 'right', cell: ({ bytes }) => count(bytes ?? 0) },
  { heading: 'time', align: 'right', cell: ({ durationMs }) => duration(durationMs) },
]

export function runsText(reports: readonly FeedReport[]): string {
  return reports.length === 0 ? 'There is no feed to make.\n' : `${table(runColumns, reports)}\n`
}

/** What a person should know beside the counts. */
export function reportMessages(report: FeedReport): readonly string[] {
  const { feed, held, fault, notes, pushed, problems } = report
  return [
    ...(fault === undefined ? [] : [faultText(fault, feed)]),
    ...notes.map((note) => `${feed}: ${note}`),
    ...(held === undefined ? [] : [`${feed}: ${heldText(held, feed)}`]),
    ...(problems.length === 0
      ? []
      : [`${feed}: ${problemCounts(problems)}; \`cartograph feeds report ${feed}\` shows them.`]),
    ...(pushed === undefined
      ? []
      : [
          `${feed}: ${count(pushed.sent)} given to the sink, ${count(pushed.unchanged)} unchanged, ${count(pushed.deleted)} taken away, ${count(pushed.left)} left for the next run.`,
        ]),
    ...(pushed?.fault === undefined ? [] : [faultText(pushed.fault, feed)]),
  ]
}

/** The report of one run. */
export function reportText(report: FeedReport): string {
  const { feed, at, state, version, file } = report
  const head = `${feed}: ${state} at ${instantText(at)}${version === undefined ? '' : `, version ${version.slice(0, 8)}`}`
  return [
    head,
    ...(file === undefined ? [] : [`also in ${file}`]),
    ...reportMessages({ ...report, problems: [] }),
    checkText(report, report.before),
  ].join('\n')
}

/** What is wrong with the rows of a feed, beside how it was before. */
export function checkText(counts: FeedCounts, before?: FeedReport['before']): string {
  const { read, items, invalid, leftOut, problems } = counts
  const filters = Object.entries(leftOut).map(([name, many]) => `${name} ${count(many)}`)
  const was = before === undefined ? '' : ` (${count(before.items)} before)`
  return [
    `${counted(read, 'row')} read, ${count(items)} in the feed${was}, ${count(invalid)} with errors left out`,
    ...(filters.length === 0 ? [] : [`left out by filters: ${filters.join(', ')}`]),
    ...(problems.length === 0
      ? ['Nothing is wrong with them.']
      : ['', ...problems.flatMap((group) => groupLines(group, before))]),
    '',
  ].join('\n')
}

function groupLines(group: ProblemGroup, before: FeedReport['before']): readonly string[] {
  const { field, rule, severity, expected, examples } = group
  const was = before?.problems.find(
    (each) => each.field === field && each.rule === rule && each.severity === severity,
  )
  const than = before === undefined ? '' : ` (${count(was?.count ?? 0)} before)`
  return [
    `${severity}: ${field === '' ? 'the row' : field}, ${counted(group.count, 'row')}${than}: expected ${expected}`,
    ...examples
      .slice(0, 5)
      .map(({ row, value }) => `  ${row}${value === undefined ? '' : `: ${value}`}`),
  ]
}

/** The first rows of a feed, field by field. */
export function previewText({ rows, leftOut }: FeedPreview): string {
  if (rows.length === 0) return `No row is in the feed; filters leave out ${count(sum(leftOut))}.\n`
  return rows
    .map(({ row, item, problems }) =>
      [
        `${row}${item === undefined ? ' (left out)' : ''}`,
        ...Object.entries(item ?? {}).map(([field, value]) => `  ${field}: ${shown(value)}`),
        ...problems.map((problem) => `  ${problemText(problem)}`),
        '',
      ].join('\n'),
    )
    .join('\n')
}

function problemText({ field, severity, expected, value }: ItemProblem): string {
  return `${severity}: ${field}: expected ${expected}${value === undefined ? '' : `, not ${value}`}`
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = text.replaceAll('\n', ' ')
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}

function heldText({ vanished, of }: NonNullable<FeedReport['held']>, feed: string): string {
  return `${count(vanished)} of ${counted(of, 'row')} would vanish, so the version before is served on. Look, then run \`cartograph feeds allow ${feed}\`.`
}

function problemCounts(problems: readonly ProblemGroup[]): string {
  const of = (severity: ProblemGroup['severity']) =>
    problems
      .filter((group) => group.severity === severity)
      .reduce((total, group) => total + group.count, 0)
  return `${counted(of('error'), 'error')} and ${counted(of('warning'), 'warning')}`
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, each) => total + each, 0)
}

function instantText(instant: string | undefined): string {
  return instant === undefined ? 'never' : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}
