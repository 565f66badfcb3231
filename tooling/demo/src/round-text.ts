import type { Happenings } from './business.ts'
import type { SyncRun } from './command.ts'
import type { DeletedOrder } from './deleted-orders.ts'
import type { Reading, Round } from './round.ts'
import { countText, grouped, secondsText, textTable } from './text-table.ts'

/** A round in which nothing changed, in one line; one in which something went wrong, in full. */
export function idleRoundText(round: Round): string {
  if (!round.ok) return roundText(round)
  const requests = round.readings
    .flatMap(({ runs }) => runs)
    .reduce((sum, run) => sum + run.requests, 0)
  return `${round.name}: after ${countText(requests)} requests nothing was new, so nothing was written or pushed (${secondsText(round.durationMs.sync + round.durationMs.push)}).\n`
}

/** What happened in a round, for somebody who sees it for the first time. */
export function roundText({
  name,
  readings,
  push,
  figures,
  differences,
  durationMs,
}: Round): string {
  const pushed = textTable(
    ['cartograph push', 'rows looked at', 'written', 'unchanged', 'removed'],
    push.map((run) => [
      run.delivery,
      ...[run.changes, run.sent, run.unchanged, run.deleted].map(countText),
    ]),
  )
  const places = Object.keys(figures[0]?.found ?? {})
  const compared = textTable(
    [
      'Shop and till, to the cent',
      'the merchant says',
      ...places.map((place) => `${place} says`),
      '',
    ],
    figures.map((figure) => [
      figure.name,
      grouped(figure.expected),
      ...places.map((place) => grouped(figure.found[place] ?? '-')),
      figure.ok ? 'same' : 'DIFFERS',
    ]),
  )
  return [
    name,
    '='.repeat(name.length),
    '',
    ...readings.flatMap((reading) => [readingText(reading), '']),
    pushed,
    '',
    compared,
    ...differences.map((difference) => `DIFFERS  ${difference}`),
    '',
    `Export ${secondsText(durationMs.export)}, sync ${secondsText(durationMs.sync)}, push ${secondsText(durationMs.push)}, comparison ${secondsText(durationMs.compare)}.`,
    '',
  ].join('\n')
}

/** What two weeks of business brought. */
export function happenedText(happened: Happenings): string {
  const { newOrders, changedOrders, newRefunds, deletedOrders, takenBackRefunds } = happened
  const counts = [
    `${countText(newOrders)} new orders`,
    `${countText(changedOrders)} changed`,
    `${countText(deletedOrders)} deleted`,
    `${countText(newRefunds)} refunds`,
    `${countText(takenBackRefunds)} refund taken back`,
  ]
  return `In two weeks: ${counts.join(', ')}.\n`
}

/** The orders that went, and what became of each at its source. */
export function deletedText(deleted: readonly DeletedOrder[]): string {
  if (deleted.length === 0) return ''
  const lines = deleted.map(({ id, was, how }) => `  ${id} (${was}): ${how}`)
  return `Orders that are gone:\n${lines.join('\n')}\n`
}

/** Streams that everybody knows; the others are lists such as tax rates, and are shown as one line. */
const shownStreams = new Set([
  'orders',
  'refunds',
  'customers',
  'products',
  'variations',
  'coupons',
  'charges',
  'disputes',
])

function readingText({ words, runs }: Reading): string {
  const shown = runs.filter(({ stream }) => shownStreams.has(stream))
  const others = runs.filter(({ stream }) => !shownStreams.has(stream))
  const rows = [
    ...shown.map((run) => runRow(nameOf(run), [run])),
    ...(others.length > 1 ? [runRow(`${others.length} smaller lists`, others)] : []),
    ...(others.length === 1 ? others.map((run) => runRow(nameOf(run), [run])) : []),
  ]
  return textTable(
    [
      ['cartograph sync', ...words].join(' '),
      'rows read',
      'new or changed',
      'unchanged',
      'deleted',
      'rows in the store changed',
      'requests',
    ],
    rows,
  )
}

function nameOf({ connection, stream }: SyncRun): string {
  return `${connection}.${stream}`
}

function runRow(name: string, runs: readonly SyncRun[]): readonly string[] {
  const counts = ['read', 'written', 'unchanged', 'deleted', 'rows', 'requests'] as const
  return [name, ...counts.map((count) => countText(runs.reduce((sum, run) => sum + run[count], 0)))]
}
