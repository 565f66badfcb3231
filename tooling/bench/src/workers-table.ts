import { availableParallelism, loadavg } from 'node:os'
import { tableLines, type Column } from './columns.ts'
import type { LimitRun } from './workers-limits.ts'
import type { WorkerFigures, WorkerRun } from './workers.ts'

const columns: readonly Column<WorkerRun>[] = [
  ['run', ({ name }) => name],
  ['objects', ({ objects }) => String(objects)],
  ['reading', ({ readingMs }) => `${(readingMs / 1000).toFixed(1)} s`],
  ['objects/s', ({ objects, readingMs }) => String(Math.round(objects / (readingMs / 1000)))],
  ['lists', ({ listRequests }) => String(listRequests)],
  ['refused', ({ refused }) => String(refused)],
  ['of both limits', ({ usedShare }) => `${(usedShare * 100).toFixed(0)} %`],
  ['killed', ({ killed }) => String(killed)],
  ['as the account has it', ({ isSame }) => (isSame ? 'yes' : 'NO')],
]

const limitColumns: readonly Column<LimitRun>[] = [
  ['run', ({ name }) => name],
  ['requests', ({ requests }) => String(requests)],
  ['refused', ({ refused }) => String(refused)],
  ['of the limit', ({ usedShare }) => `${(usedShare * 100).toFixed(1)} %`],
]

/** The figures as a table for people. */
export function workersTable({ runs, limits }: WorkerFigures): string {
  const alone = runs.find(({ workers }) => workers === 1)
  const times = runs
    .filter(({ workers, name }) => workers > 1 && !name.endsWith('limit'))
    .map(
      ({ name, readingMs }) =>
        `${name}: ${((alone?.readingMs ?? Number.NaN) / readingMs).toFixed(2)} times as fast as one.`,
    )
  return [
    'Workers on one PostgreSQL read a Stripe account under its limits (25 requests a second of each list):',
    ...tableLines(columns, runs),
    ...times,
    '',
    'Processes that do nothing but ask:',
    ...tableLines(limitColumns, limits),
    ...busyWarning(),
  ].join('\n')
}

function busyWarning(): readonly string[] {
  const [load = 0] = loadavg()
  const cores = availableParallelism()
  return [
    `The machine has ${cores} cores; its load over the last minute was ${load.toFixed(1)}. Where others worked on it meanwhile, these are no figures to rely on.`,
  ]
}
