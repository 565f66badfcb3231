import { expect, test } from 'vitest'

import { chartTable } from './chart-table.ts'
import type { ChartProps } from './chart-props.ts'

const euros = { type: 'money', currency: 'EUR' } as const
const items = [
  { id: 'de', name: 'Germany', value: 300 },
  { id: 'at', name: 'Austria', value: null },
]
const heads = (props: ChartProps) => chartTable(props).columns.map(({ name }) => name)

test('a table of a line has a row a period and a column a series, compared ones too', () => {
  const props: ChartProps = {
    kind: 'line',
    title: 'Net sales',
    format: euros,
    periods: ['2026-10', '2026-11'],
    incomplete: [false, true],
    series: [{ id: 'net_sales', name: 'Net sales', values: [123_456, null], compared: [100, 200] }],
  }
  expect(chartTable(props)).toStrictEqual({
    title: 'Net sales',
    columns: [
      { name: 'Time', isNumber: false },
      { name: 'Net sales', isNumber: true },
      { name: 'Net sales, before', isNumber: true },
    ],
    rows: [
      ['October 2026', '€1,234.56', '€1.00'],
      ['November 2026, not complete yet', 'unknown', '€2.00'],
    ],
  })
})

test('a table of a list has shares where the list has', () => {
  const list = { kind: 'barList', title: 'Net sales', format: euros, items } as const
  expect(heads(list)).toStrictEqual(['Name', 'Value'])
  expect(chartTable({ ...list, hasShares: true }).rows).toStrictEqual([
    ['Germany', '€3.00', '100%'],
    ['Austria', 'unknown', ''],
  ])
})

test('a table of a ring has every part, also those that are put together', () => {
  const parts = Array.from({ length: 7 }, (_, at) => ({
    id: String(at),
    name: `Part ${at}`,
    value: at,
  }))
  const table = chartTable({ kind: 'donut', title: 'Orders', format: { type: 'count' }, parts })
  expect(table.rows).toHaveLength(7)
})

test('a table of a funnel has both shares', () => {
  const funnel = {
    kind: 'funnel',
    title: 'Orders',
    format: { type: 'count' },
    steps: items,
  } as const
  expect(heads(funnel)).toStrictEqual(['Name', 'Value', 'Of the first step', 'Of the step before'])
})

test('a table of cohorts is filled where there was no time', () => {
  const table = chartTable({
    kind: 'cohorts',
    title: 'Buying again',
    format: { type: 'share' },
    cohorts: [
      { name: 'September', size: 12, values: [1, 0.5] },
      { name: 'October', size: 8, values: [1] },
    ],
  })
  expect(table.rows).toStrictEqual([
    ['September', '12', '100%', '50%'],
    ['October', '8', '100%', ''],
  ])
})

test('words of another language are used', () => {
  const table = { kind: 'barList', title: 'Umsatz', format: euros, items, locale: 'de' } as const
  expect(
    chartTable({ ...table, words: { name: 'Land', value: 'Wert', unknown: 'unbekannt' } }),
  ).toStrictEqual({
    title: 'Umsatz',
    columns: [
      { name: 'Land', isNumber: false },
      { name: 'Wert', isNumber: true },
    ],
    rows: [
      ['Germany', '3,00\u00a0€'],
      ['Austria', 'unbekannt'],
    ],
  })
})
