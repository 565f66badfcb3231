import type { Round } from './round.ts'
import { countText, secondsText, textTable } from './text-table.ts'

/** A round in which nothing changed, in one line; one in which something went wrong, in full. */
export function idleRoundText(round: Round): string {
  if (!round.ok) return roundText(round)
  return `${round.name}: nothing was new, so nothing was written or pushed (${secondsText(round.durationMs.sync + round.durationMs.push)}).\n`
}

/** What happened in a round, for somebody who sees it for the first time. */
export function roundText({
  name,
  files,
  sync,
  push,
  figures,
  differences,
  durationMs,
}: Round): string {
  const read = textTable(
    [
      'Read from files',
      'lines read',
      'new or changed',
      'unchanged',
      'gone',
      'rows in the store changed',
    ],
    sync.map((run) => [
      run.stream,
      ...[run.read, run.written, run.unchanged, run.deleted, run.rows].map(countText),
    ]),
  )
  const pushed = textTable(
    ['Pushed to files', 'rows looked at', 'written', 'unchanged', 'removed'],
    push.map((run) => [
      run.delivery,
      ...[run.changes, run.sent, run.unchanged, run.deleted].map(countText),
    ]),
  )
  const places = Object.keys(figures[0]?.found ?? {})
  const compared = textTable(
    ['To the cent', 'the shop says', ...places.map((place) => `${place} says`), ''],
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
    `The shop exports ${countText(files.orders)} orders (${countText(files.orderLines)} lines), ${countText(files.refunds)} refunds, ${countText(files.customers)} customers and ${countText(files.variants)} variants.`,
    '',
    read,
    '',
    pushed,
    '',
    compared,
    ...differences.map((difference) => `DIFFERS  ${difference}`),
    '',
    `Export ${secondsText(durationMs.export)}, sync ${secondsText(durationMs.sync)}, push ${secondsText(durationMs.push)}, comparison ${secondsText(durationMs.compare)}.`,
    '',
  ].join('\n')
}

/** A number with separators between its thousands. */
function grouped(text: string): string {
  return text.replace(/^-?\d+/u, (whole) => whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ','))
}
