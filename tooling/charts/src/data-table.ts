import { createElement, type ReactNode } from 'react'

import { chartTable } from './chart-table.ts'
import type { ChartProps } from './chart-props.ts'

/** The data of a chart as a table, in the place of its picture or beside it. */
export function ChartTable(props: ChartProps): ReactNode {
  const { title, columns, rows } = chartTable(props)
  const className = (index: number) =>
    columns[index]?.isNumber === true ? { className: 'chart-number' } : null
  return createElement(
    'div',
    { className: 'chart-scroll', role: 'group', 'aria-label': title, tabIndex: 0 },
    createElement(
      'table',
      { className: 'chart-table' },
      createElement('caption', { className: 'chart-unseen' }, title),
      createElement(
        'thead',
        null,
        createElement(
          'tr',
          null,
          ...columns.map(({ name }, index) =>
            createElement('th', { scope: 'col', ...className(index) }, name),
          ),
        ),
      ),
      createElement(
        'tbody',
        null,
        ...rows.map((row) =>
          createElement(
            'tr',
            null,
            ...row.map((cell, index) =>
              columns[index]?.isNumber === true
                ? createElement('td', className(index), cell)
                : createElement('th', { scope: 'row' }, cell),
            ),
          ),
        ),
      ),
    ),
  )
}
