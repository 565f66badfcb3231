import { tableLines } from './columns.ts'
import type { CountFigures, SegmentsRun } from './segments.ts'

/** The figures as tables for people. */
export function segmentsTable(run: SegmentsRun): string {
  return [
    'Segments that are kept beside the rows:',
    ...tableLines<SegmentsRun>(
      [
        ['orders', ({ orders }) => String(orders)],
        ['customers', ({ customers }) => String(customers)],
        ['persons found', ({ personsMs }) => seconds(personsMs)],
        ['segments made', ({ fillMs }) => seconds(fillMs)],
        ['a new order', ({ changedMs }) => milliseconds(changedMs)],
        ['a new day', ({ dayMs }) => seconds(dayMs)],
        ['segments add', ({ bytes }) => `${(bytes / 1e6).toFixed(1)} MB`],
      ],
      [run],
    ),
    '',
    ...tableLines<CountFigures>(
      [
        ['counted', ({ what }) => what],
        ['members', ({ members }) => String(members)],
        ['median', ({ medianMs }) => milliseconds(medianMs)],
        ['19 of 20', ({ slowMs }) => milliseconds(slowMs)],
      ],
      run.counts,
    ),
  ].join('\n')
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(1)} s`
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}
