import { createElement, type ReactNode } from 'react'

import type { CohortGridProps, HeatMapProps } from './chart-props.ts'
import { heatTable, type HeatCell } from './heat-table.ts'
import { NoData } from './no-data.ts'
import { heatColour } from './palette.ts'

/** Values by rows and columns, in a table whose cells are coloured. */
export function HeatMap(props: HeatMapProps): ReactNode {
  const isEmpty = props.values.flat().every((value) => value === null)
  return isEmpty ? createElement(NoData, props) : grid(props)
}

/** What became of groups that began together: a row a group, a column a period. */
export function CohortGrid(props: CohortGridProps): ReactNode {
  return props.cohorts.length === 0 ? createElement(NoData, props) : grid(props)
}

function grid(props: HeatMapProps | CohortGridProps): ReactNode {
  const { heads, columns, rows } = heatTable(props)
  // What is wider than its place is scrolled, by keyboard too.
  return createElement(
    'div',
    { className: 'chart-scroll', role: 'group', 'aria-label': props.title, tabIndex: 0 },
    createElement(
      'table',
      { className: 'chart-grid' },
      createElement(
        'caption',
        props.heading === true ? null : { className: 'chart-unseen' },
        props.title,
      ),
      createElement(
        'thead',
        null,
        createElement(
          'tr',
          null,
          ...heads.map((text, index) => head(text, index === 0 ? undefined : 'chart-beside')),
          ...columns.map((text) => head(text)),
        ),
      ),
      createElement(
        'tbody',
        null,
        ...rows.map(({ name, beside, cells }) =>
          createElement(
            'tr',
            null,
            createElement('th', { scope: 'row' }, name),
            ...beside.map((text) => createElement('td', { className: 'chart-beside' }, text)),
            ...cells.map(cellOf),
          ),
        ),
      ),
    ),
  )
}

function head(text: string, className?: string): ReactNode {
  return text === ''
    ? createElement('td', null)
    : createElement('th', { scope: 'col', ...(className !== undefined && { className }) }, text)
}

function cellOf({ text, whole, level, isIncomplete }: HeatCell): ReactNode {
  return createElement(
    'td',
    {
      title: whole,
      'data-level': level,
      ...(isIncomplete && { className: 'chart-incomplete' }),
      ...(level > 0 && { style: { backgroundColor: heatColour(level) } }),
    },
    text,
  )
}
