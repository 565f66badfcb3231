import { formatValue } from '@cartograph/charts'
import {
  formatOf,
  knownValue,
  namesIn,
  unknownGroup,
  type FigureNames,
} from '@cartograph/charts/figures'
import { useMemo } from 'react'
import type { FigureAnswer, FigureRow } from '../../api/answers.ts'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

/** More rows nobody reads, and a page is slow with thousands of them. */
const mostRows = 500

/** The figures of a widget, number by number. */
export function WidgetTable({
  title,
  answer,
  names: given,
}: {
  readonly title: string
  readonly answer: FigureAnswer
  readonly names: FigureNames
}) {
  const { say, locale } = useWords()
  const { metrics, by, currency } = answer
  const names = useMemo(() => namesIn(answer, given), [answer, given])
  const rows = answer.rows?.filter((row) => !isNothing(row))
  const columns = useMemo<readonly Column<FigureRow>[]>(
    () => [
      ...(by ?? []).map((dimension, place): Column<FigureRow> => ({
        id: dimension,
        header: names.dimension(dimension),
        sortBy: ({ group }) =>
          answer.labels?.[dimension]?.[group[place] ?? ''] ?? group[place] ?? '',
        cell: ({ group }) => names.value(dimension, group[place] ?? ''),
      })),
      ...(metrics ?? []).map((metric, index): Column<FigureRow> => ({
        id: metric.id,
        header: names.metric(metric.id),
        align: 'right',
        sortBy: ({ figures }) => knownValue(figures[index]?.value) ?? 0,
        cell: ({ figures }) => {
          const value = knownValue(figures[index]?.value)
          return value === null ? '–' : formatValue(value, formatOf(metric, currency), locale)
        },
      })),
    ],
    [answer.labels, by, metrics, currency, names, locale],
  )
  if (rows === undefined || rows.length === 0)
    return <p className="py-8 text-center text-sm text-faint">{say('figures.nothing')}</p>
  return (
    <div className="-mx-4 -mb-4 max-h-80 overflow-y-auto sm:-mx-5 sm:-mb-5">
      <Table
        label={title}
        columns={columns}
        rows={rows.slice(0, mostRows)}
        keyOf={({ group }) => group.join(' ')}
      />
      {rows.length > mostRows && (
        <p className="px-4 py-3 text-sm text-faint sm:px-5">
          {say('widget.more', { count: mostRows, all: rows.length })}
        </p>
      )}
    </div>
  )
}

/** A group that is only there because nobody knows what it is, and in which nothing is. */
function isNothing({ group, figures }: FigureRow): boolean {
  return (
    group.includes(unknownGroup) && figures.every(({ value }) => (knownValue(value) ?? 0) === 0)
  )
}
