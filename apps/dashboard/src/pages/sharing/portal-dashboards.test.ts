import { expect, test } from 'vitest'
import {
  settingsIn,
  shownDashboards,
  withDashboard,
  withSettings,
  writtenDashboards,
} from './portal-dashboards.ts'

const dashboards = { overview: {}, north: { dashboard: 'sales', stores: ['shop:main'] } }

test('dashboards that are opened and kept are those that they were, in their order', () => {
  expect(writtenDashboards(shownDashboards(dashboards))).toStrictEqual(dashboards)
})

test('which dashboard one is, its name says where nothing else does', () => {
  expect(shownDashboards(dashboards).map(({ id, of }) => [id, of])).toStrictEqual([
    ['overview', 'overview'],
    ['north', 'sales'],
  ])
})

test('a dashboard that is shown again has a name of its own', () => {
  const twice = withDashboard(shownDashboards(dashboards), 'overview')
  expect(writtenDashboards(withDashboard(twice, 'overview'))).toStrictEqual({
    ...dashboards,
    overview_2: { dashboard: 'overview' },
    overview_3: { dashboard: 'overview' },
  })
})

test('a setting that is not said any more is left out, and all stores are said', () => {
  const value = { dashboard: 'sales', currency: 'EUR', filters: [] }
  expect(withSettings(value, { currency: undefined, stores: [] })).toStrictEqual({
    dashboard: 'sales',
    filters: [],
    stores: [],
  })
})

test.each([
  [{ range: 5, stores: 7, segments: 'vip', currency: 1, compare: [] }, {}],
  [{ range: { from: '2026-01-01' } }, {}],
  [
    { range: { from: '2026-01-01', to: '2026-02-01' }, segments: ['vip'] },
    { range: { from: '2026-01-01', to: '2026-02-01' }, segments: ['vip'] },
  ],
])('of %j the form shows what it can', (value, settings) => {
  expect(settingsIn(value)).toStrictEqual(settings)
})
