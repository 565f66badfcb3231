import { tableLines, type Column } from '../columns.ts'
import type { SelfTime } from './cpu-profile.ts'

interface Share {
  readonly name: string
  readonly where: string
  readonly ms: number
}

const mostFunctions = 45

/** Self times as text: whose they are, then the longest functions; each with what it takes of one record. */
export function profileText(title: string, times: readonly SelfTime[], records: number): string {
  const total = sumOf(times)
  const columns = (heading: string): readonly Column<Share>[] => [
    [heading, ({ name }) => name],
    ['ms', ({ ms }) => ms.toFixed(0)],
    ['share', ({ ms }) => `${((ms / total) * 100).toFixed(1)} %`],
    ['µs a record', ({ ms }) => ((ms * 1000) / records).toFixed(2)],
  ]
  const groups = [...Map.groupBy(times, ({ group }) => group)]
    .map(([name, own]): Share => ({ name, where: '', ms: sumOf(own) }))
    .toSorted((a, b) => b.ms - a.ms)
    .filter(({ ms }) => ms / total > 0.004)
  const functions = times
    .slice(0, mostFunctions)
    .map(({ what, where, ms }): Share => ({ name: what, where, ms }))
  return `${[
    `${title}: ${records} records, ${total.toFixed(0)} ms of computing, waiting left out`,
    '',
    ...tableLines(columns('whose'), groups),
    '',
    ...tableLines([...columns('function'), ['where', ({ where }: Share) => where]], functions),
  ].join('\n')}\n`
}

function sumOf(times: readonly SelfTime[]): number {
  return times.reduce((sum, { ms }) => sum + ms, 0)
}
