import { tableLines, type Column } from './columns.ts'
import type { IsolationFigures, IsolationRun } from './isolation.ts'

const columns: readonly Column<IsolationRun>[] = [
  ['run', ({ name, isolation }) => `${name}, ${isolation}`],
  ['objects', ({ objects }) => String(objects)],
  ['objects/s', (run) => String(Math.round(speed(run)))],
  ['work', ({ workMs }) => seconds(workMs)],
  ['command', ({ durationMs }) => seconds(durationMs)],
  ['memory of the host', ({ hostMemory }) => megabytes(hostMemory)],
  ['of the connector', ({ connectorMemory }) => megabytes(connectorMemory)],
]

/** The figures as a table for people, and what isolation costs as ratios. */
export function isolationTable({ runs }: IsolationFigures): string {
  const names = [...new Set(runs.map(({ name }) => name))]
  const ratios = names.map((name) => {
    const [plain, isolated] = runs.filter((run) => run.name === name)
    if (plain === undefined || isolated === undefined) return `${name}: was not measured both ways`
    const start = isolated.durationMs - isolated.workMs - (plain.durationMs - plain.workMs)
    return `${name}: ${(speed(isolated) / speed(plain)).toFixed(2)} times the objects a second, ${seconds(start)} more beside the work`
  })
  return [
    'The same input with the connector in the host, and in a process of its own:',
    ...tableLines(columns, runs),
    ...ratios,
  ].join('\n')
}

function speed({ objects, workMs }: IsolationRun): number {
  return objects / (workMs / 1000)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function megabytes(bytes: number): string {
  return bytes === 0 ? '–' : `${Math.round(bytes / 1e6)} MB`
}
