import { expect, test } from 'vitest'
import type { Dashboard } from '../../api/answers.ts'
import {
  draftFrom,
  readDraft,
  writtenDashboard,
  type DashboardDraft,
  type WrittenDashboard,
} from './dashboard-draft.ts'

const template: Dashboard = {
  id: 'overview',
  title: 'Overview',
  origin: 'template',
  settings: { range: 'last30', compare: 'previous' },
  widgets: [
    {
      id: 'sales',
      title: 'Net sales',
      show: 'number',
      metrics: ['net_sales'],
      by: [],
      settings: {},
    },
    { id: 'days', title: 'orders', show: 'line', metrics: ['orders'], by: ['day'], settings: {} },
  ],
}

test('a copy shows what the other one shows, and says nothing where nobody gave a title', () => {
  const draft = draftFrom(template, (title) => `${title}!`)
  expect(draft.settings).toStrictEqual({ range: 'last30', compare: 'previous' })
  expect(draft.widgets.map(({ title }) => title)).toStrictEqual(['Net sales!', ''])
})

test('what was kept with a template is read with the widgets of that template written out', () => {
  const draft = readDraft(
    'mine',
    {
      template: 'overview',
      currency: 'EUR',
      widgets: {
        more: { metrics: ['aov'], width: 2, range: 'last7' },
        days: { title: 'Weeks', show: 'bar', metrics: ['orders'], by: ['week'] },
      },
    },
    template,
  )
  expect(draft).toStrictEqual({
    title: 'Overview',
    settings: { range: 'last30', compare: 'previous', currency: 'EUR' },
    widgets: [
      template.widgets[0],
      { id: 'days', title: 'Weeks', show: 'bar', metrics: ['orders'], by: ['week'], settings: {} },
      {
        id: 'more',
        title: '',
        show: 'number',
        metrics: ['aov'],
        by: [],
        width: 2,
        settings: { range: 'last7' },
      },
    ],
  })
})

test('what is written is read as it was, in the same order', () => {
  const written: WrittenDashboard = {
    title: 'Mine',
    stores: ['shop:a'],
    widgets: {
      second: { title: 'B', show: 'bar', metrics: ['orders'], by: ['country'], width: 1 },
      first: { show: 'number', metrics: ['aov'], by: [], currency: 'USD', stores: [] },
    },
  }
  const again = writtenDashboard(readDraft('mine', written, undefined))
  expect(JSON.stringify(again)).toBe(JSON.stringify(written))
})

test('a filter without values, and blanks around titles, are not kept', () => {
  const draft: DashboardDraft = {
    title: ' Mine ',
    settings: {},
    widgets: [
      {
        id: 'sold',
        title: '  ',
        show: 'number',
        metrics: ['orders'],
        by: [],
        settings: { filters: [{ dimension: 'country', values: [] }] },
      },
    ],
  }
  expect(writtenDashboard(draft)).toStrictEqual({
    title: 'Mine',
    widgets: { sold: { show: 'number', metrics: ['orders'], by: [] } },
  })
})
