import { tableLines } from './columns.ts'
import type { RelationSize } from './tenants-database.ts'
import { percentile, type StatementFigures } from './tenants-statements.ts'
import type { PhaseFigures } from './tenants-comparison.ts'
import type { TenantFigures } from './tenants.ts'
import type { WriterFigures } from './tenants-writers.ts'

/** Smaller relations are named together. */
const shownBytes = 100_000

/** The figures as tables for people. */
export function tenantsTable(figures: TenantFigures): string {
  const { machine, orders, fill, fillMs, backup, idle, move, persons, statements } = figures
  const seconds = fillMs / 1000
  return [
    `${machine.processor}, ${machine.cores} cores, ${gigabytes(machine.memoryBytes)}; ${machine.database}; load ${machine.loads.map((load) => load.toFixed(1)).join(' before, ')} after.`,
    `${figures.organisations} organisations with ${orders} orders, the largest with ${figures.largest}; ${figures.recordsPerOrder.toFixed(2)} records an order.`,
    '',
    `Filled in ${seconds.toFixed(0)} s: ${(orders / seconds).toFixed(0)} orders/s, ${(fill.walBytes / orders).toFixed(0)} bytes of WAL an order, ${hits(fill)} of the blocks in memory,`,
    `automatic vacuum at work ${((fill.vacuumMs / fillMs) * 100).toFixed(1)} % of the time, in ${fill.vacuums} rounds.`,
    `${gigabytes(figures.bytes)} in all, ${(figures.bytes / orders).toFixed(0)} bytes an order. ${figures.delivered.orders} orders have a delivery; persons of ${persons.orders} orders took ${(persons.ms / 1000).toFixed(1)} s.`,
    '',
    ...tableLines<RelationSize>(
      [
        ['table or index', ({ table, index }) => (index === undefined ? table : `  ${index}`)],
        ['rows', ({ rows }) => String(rows)],
        ['bytes a row', ({ rows, bytes }) => (bytes / rows).toFixed(0)],
        ['megabytes', ({ bytes }) => (bytes / 1e6).toFixed(1)],
        ['bytes an order', ({ bytes }) => (bytes / orders).toFixed(0)],
        ['levels', ({ levels }) => (levels === undefined ? '' : String(levels))],
      ],
      figures.relations.filter(({ bytes }) => bytes >= shownBytes),
    ),
    '',
    ...tableLines<WriterFigures>(
      [
        ['writers', ({ writers }) => String(writers)],
        ['organisations', ({ organisations }) => String(organisations)],
        [
          'records/s in each round',
          ({ recordsPerSecond }) => recordsPerSecond.map((rate) => rate.toFixed(0)).join(', '),
        ],
      ],
      figures.writers,
    ),
    '',
    ...phaseLines('small', statements.small),
    '',
    ...phaseLines('full', statements.full),
    '',
    `Backup of ${backup.orders} orders, ${backup.rows} rows: ${(backup.backupMs / 1000).toFixed(1)} s, ${(backup.fileBytes / 1e6).toFixed(1)} MB; into an empty database ${(backup.restoreMs / 1000).toFixed(1)} s.`,
    `A host with nothing to do: ${idle.connections} connections, ${idle.transactionsPerSecond.toFixed(1)} transactions/s, ${idle.numbersPerSecond.toFixed(1)} of them writing${idle.memoryBytes === undefined ? '' : `, ${(idle.memoryBytes / 1e6).toFixed(0)} MB`}.`,
    `Moved while it was written: ${move.orders} orders, ${move.rows} rows in ${(move.ms / 1000).toFixed(1)} s, ${move.isSame ? 'the same in both' : 'NOT THE SAME in both'}.`,
  ].join('\n')
}

function phaseLines(name: string, { bytes, counters, statements }: PhaseFigures) {
  return tableLines<StatementFigures>(
    [
      [
        `${name}: ${gigabytes(bytes)}, ${hits(counters)} of the blocks in memory`,
        ({ what }) => what,
      ],
      ['times', ({ sortedMs }) => String(sortedMs.length)],
      ['median', ({ sortedMs }) => milliseconds(sortedMs, 50)],
      ['99 %', ({ sortedMs }) => milliseconds(sortedMs, 99)],
    ],
    statements,
  )
}

function milliseconds(sorted: readonly number[], percent: number): string {
  return `${percentile(sorted, percent).toFixed(1)} ms`
}

function hits({ blocksHit, blocksRead }: PhaseFigures['counters']): string {
  return `${((blocksHit / Math.max(1, blocksHit + blocksRead)) * 100).toFixed(2)} %`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`
}
