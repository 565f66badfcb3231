import { metricDefinitions, type MetricDefinition } from './metric-definitions.ts'

/** The figures as a table in Markdown. */
export function metricsTable(): string {
  const rows = Object.entries<MetricDefinition>(metricDefinitions).map(
    ([name, { type, labels, help }]) =>
      [`\`${name}\``, type, labels.map((label) => `\`${label}\``).join(', '), help] as const,
  )
  const cells = [['metric', 'type', 'labels', 'what'] as const, ...rows]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [heading = [], ...body] = cells
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(heading), line(rule), ...body.map(line)].join('\n')
}
