import { tableLines } from './columns.ts'
import type { FiguresRun, QuestionFigures } from './figures.ts'

/** The figures as tables for people. */
export function figuresTable(run: FiguresRun): string {
  return [
    'Sums of sales that are kept beside the rows:',
    ...tableLines<FiguresRun>(
      [
        ['orders', ({ orders }) => String(orders)],
        ['read', ({ readMs }) => seconds(readMs)],
        ['sums made', ({ fillMs }) => seconds(fillMs)],
        ['orders/s', ({ orders, fillMs }) => String(Math.round(orders / (fillMs / 1000)))],
        ['size before', ({ bytesBefore }) => megabytes(bytesBefore)],
        ['sums add', ({ bytes }) => megabytes(bytes)],
        ['19 of 20 answers within', ({ slowMs }) => milliseconds(slowMs)],
      ],
      [run],
    ),
    '',
    ...tableLines<QuestionFigures>(
      [
        ['question', ({ what }) => what],
        ['rows', ({ rows }) => String(rows)],
        ['median', ({ medianMs }) => milliseconds(medianMs)],
        ['19 of 20', ({ slowMs }) => milliseconds(slowMs)],
      ],
      run.questions,
    ),
  ].join('\n')
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(1)} s`
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
