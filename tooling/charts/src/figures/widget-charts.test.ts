import { expect, test } from 'vitest'
import type { HeatMapProps } from '../chart-props.ts'
import type { FigureAnswer } from './figure-answer.ts'
import type { FigureNames } from './figure-names.ts'
import { widgetCharts } from './widget-charts.ts'

const names: FigureNames = {
  metric: (id) => id,
  dimension: (id) => id,
  value: (dimension, value) => `${dimension} ${value}`,
  widget: (title) => title,
}
const money = { id: 'net_sales', type: 'money' } as const
const count = { id: 'orders', type: 'count' } as const
const answer: FigureAnswer = { currency: 'EUR' }

test('kinds of numbers that share no axis are drawn apart', () => {
  const rows = [
    { group: ['2026-11-01'], isIncomplete: false, figures: [{ value: '1250' }, { value: '3' }] },
    { group: ['2026-11-02'], isIncomplete: true, figures: [{}, {}] },
  ]
  const charts = widgetCharts(
    { show: 'line', title: 'Days' },
    { ...answer, metrics: [money, count], by: ['day'], rows },
    names,
  )
  const common = {
    kind: 'line',
    title: 'Days',
    periods: ['2026-11-01', '2026-11-02'],
    incomplete: [false, true],
  }
  expect(charts).toStrictEqual([
    {
      ...common,
      format: { type: 'money', currency: 'EUR' },
      series: [{ id: 'net_sales', name: 'net_sales', values: [1250, null] }],
    },
    {
      ...common,
      format: { type: 'count' },
      series: [{ id: 'orders', name: 'orders', values: [3, null] }],
    },
  ])
})

test('bars of names are the largest first, without those that are nothing', () => {
  const rows = [
    { group: ['DE'], isIncomplete: false, figures: [{ value: '0' }] },
    { group: ['DK'], isIncomplete: false, figures: [{ value: '5' }] },
    { group: ['SE'], isIncomplete: false, figures: [{ value: '9' }] },
  ]
  expect(
    widgetCharts(
      { show: 'bar', title: 'Countries' },
      { ...answer, metrics: [count], by: ['country'], rows },
      names,
    ),
  ).toStrictEqual([
    {
      kind: 'barList',
      title: 'orders',
      format: { type: 'count' },
      items: [
        { id: 'SE', name: 'country SE', value: 9 },
        { id: 'DK', name: 'country DK', value: 5 },
      ],
    },
  ])
})

test('a heat map has a cell for every hour of every day, and none for what is unknown', () => {
  const rows = [
    { group: ['(unknown)', '(unknown)'], isIncomplete: false, figures: [{ value: '4' }] },
    { group: ['1', '07'], isIncomplete: false, figures: [{ value: '1' }] },
    { group: ['2', '08'], isIncomplete: false, figures: [{ value: '2' }] },
  ]
  const [chart] = widgetCharts(
    { show: 'heatMap', title: 'Hours' },
    { ...answer, metrics: [count], by: ['weekday', 'hour'], rows },
    names,
  )
  expect(chart).toMatchObject({ kind: 'heatMap', format: { type: 'count' } })
  const { rows: days, columns, values } = chart as HeatMapProps
  expect([days.length, columns.length]).toStrictEqual([7, 24])
  expect([values[0]?.[7], values[1]?.[8], values.flat().filter(Boolean)]).toStrictEqual([
    1,
    2,
    [1, 2],
  ])
})

test('a comparison is drawn where one metric is drawn', () => {
  const compared = {
    ...answer,
    comparedRange: { from: '2025-11-01', to: '2025-11-01' },
    by: ['day'],
    metrics: [count],
    rows: [
      { group: ['2026-11-01'], isIncomplete: false, figures: [{ value: '3', compared: '2' }] },
    ],
  }
  expect(widgetCharts({ show: 'bar', title: 'Days' }, compared, names)).toMatchObject([
    { kind: 'bars', series: [{ values: [3], compared: [2] }] },
  ])
})

const row = (cohort: string, age: string, share: string, isIncomplete = false) => ({
  group: [cohort, age],
  isIncomplete,
  figures: [{ value: share }, { value: '40' }],
})

test('cohorts are a grid a figure, with how many began, and say which span has not ended', () => {
  const retention = { id: 'retention', type: 'share' } as const
  const size = { id: 'cohort_size', type: 'count' } as const
  const rows = [
    row('2026-09', '0', '1'),
    row('2026-09', '1', '0.25', true),
    row('2026-10', '0', '1', true),
  ]
  expect(
    widgetCharts(
      { show: 'cohorts', title: 'Coming back' },
      { ...answer, metrics: [retention, size], by: ['cohort_month', 'age'], rows },
      names,
    ),
  ).toStrictEqual([
    {
      kind: 'cohorts',
      title: 'retention',
      format: { type: 'share' },
      cohorts: [
        { name: 'cohort_month 2026-09', size: 40, values: [1, 0.25], isLastIncomplete: true },
        { name: 'cohort_month 2026-10', size: 40, values: [1], isLastIncomplete: true },
      ],
    },
  ])
})

test('what follows from each other is drawn in its order, nothing left out', () => {
  const rows = [
    { group: ['new'], isIncomplete: false, figures: [{ value: '0' }] },
    { group: ['churn'], isIncomplete: false, figures: [{ value: '-5' }] },
  ]
  expect(
    widgetCharts(
      { show: 'bar', title: 'Moved' },
      { ...answer, metrics: [money], by: ['movement'], rows },
      names,
    ),
  ).toMatchObject([
    { kind: 'bars', categories: ['movement new', 'movement churn'], series: [{ values: [0, -5] }] },
  ])
})

test('what an answer names itself is called so', () => {
  const rows = [{ group: ['shop:1'], isIncomplete: false, figures: [{ value: '2' }] }]
  const [chart] = widgetCharts(
    { show: 'bar', title: '' },
    {
      ...answer,
      metrics: [count],
      by: ['product'],
      rows,
      labels: { product: { 'shop:1': 'Mug' } },
    },
    names,
  )
  expect(chart).toMatchObject({ items: [{ id: 'shop:1', name: 'Mug', value: 2 }] })
})

test('figures of months that are wanted as a table are none that is drawn', () => {
  const rows = [{ group: ['2026-10'], isIncomplete: false, figures: [{ value: '1' }] }]
  expect(
    widgetCharts(
      { show: 'table', title: '' },
      { ...answer, metrics: [count], by: ['month'], rows },
      names,
    ),
  ).toStrictEqual([])
})

test.for(['number', 'table'] as const)('%s is no chart', (show) => {
  const rows = [{ group: ['DE'], isIncomplete: false, figures: [{ value: '1' }] }]
  expect(
    widgetCharts(
      { show, title: '' },
      { ...answer, metrics: [count], by: ['country'], rows },
      names,
    ),
  ).toStrictEqual([])
})
