import { expect, test } from 'vitest'
import { dashboardTemplates, rangeNames, type Dashboard } from '../../dashboards/index.ts'
import { questionIn } from '../asking/question.ts'
import { dayOf, dayText } from '../calendar/day.ts'
import { dashboardQuestions } from './dashboard-questions.ts'
import { namedRange } from './named-range.ts'

const today = dayOf('2026-03-15')

test.each([
  ['today', '2026-03-15', '2026-03-15'],
  ['yesterday', '2026-03-14', '2026-03-14'],
  ['last7', '2026-03-08', '2026-03-14'],
  ['last30', '2026-02-13', '2026-03-14'],
  ['last90', '2025-12-15', '2026-03-14'],
  ['lastWeek', '2026-03-02', '2026-03-08'],
  ['thisMonth', '2026-03-01', '2026-03-15'],
  ['lastMonth', '2026-02-01', '2026-02-28'],
  ['thisYear', '2026-01-01', '2026-03-15'],
  ['last12Months', '2025-03-01', '2026-02-28'],
] as const)('on the fifteenth of March %s is from %s to %s', (name, from, to) => {
  const range = namedRange(name, today)
  expect([dayText(range.from), dayText(range.to)]).toStrictEqual([from, to])
})

test('no range ends before it begins, whatever day it is', () => {
  const wrong = Array.from({ length: 800 }, (_, shift) => today + shift).flatMap((day) =>
    rangeNames.filter((name) => namedRange(name, day).to < namedRange(name, day).from),
  )
  expect(wrong).toStrictEqual([])
})

const dashboard: Dashboard = {
  id: 'mine',
  title: 'Mine',
  settings: { range: 'yesterday', compare: 'previous', stores: ['shop:a'] },
  widgets: [
    { id: 'sold', title: 'Sold', show: 'number', metrics: ['net_sales'], by: [], settings: {} },
    {
      id: 'year',
      title: 'Year',
      show: 'line',
      metrics: ['orders'],
      by: ['month'],
      settings: { range: { from: '2025-01-01', to: '2025-12-31' }, compare: 'none' },
    },
  ],
}

test('a widget asks by its own settings, then those that were chosen, the dashboard’s, and the organisation’s', () => {
  expect(
    dashboardQuestions(dashboard, {
      today,
      chosen: { range: 'today', compare: 'year' },
      usual: { currency: 'EUR', stores: ['shop:b'] },
    }).queries,
  ).toStrictEqual([
    {
      id: 'sold',
      metrics: ['net_sales'],
      by: [],
      range: { from: '2026-03-15', to: '2026-03-15' },
      compare: 'year',
      currency: 'EUR',
      stores: ['shop:a'],
    },
    {
      id: 'year',
      metrics: ['orders'],
      by: ['month'],
      range: { from: '2025-01-01', to: '2025-12-31' },
      compare: 'none',
      currency: 'EUR',
      stores: ['shop:a'],
    },
  ])
})

test('every template asks what the door to figures understands', () => {
  const questions = dashboardTemplates.flatMap((template) =>
    dashboardQuestions(template, { today }).queries.map((query) => questionIn(query)),
  )
  expect(new Set(questions.map(({ range }) => range.to - range.from))).toStrictEqual(
    new Set([29, 364]),
  )
})
