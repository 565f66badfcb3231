import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dashboardTemplates,
  reportDimensionNames,
  type Dashboard,
  type FigureSettings,
  type Widget,
} from '../dashboards/index.ts'
import { dimensionNames } from '../figure-names/index.ts'
import { pinnedDashboard, sharedDimensions } from './pinned-dashboard.ts'

function dashboardWith(widget: Partial<Widget>, settings: FigureSettings = {}): Dashboard {
  const usual = { id: 'sold', title: 'Sold', metrics: ['net_sales'], by: [], settings: {} }
  const sold: Widget = { ...usual, show: 'table', ...widget }
  return { id: 'mine', title: 'Mine', settings, widgets: [sold] }
}

test('what a link is held to counts before what the dashboard says', () => {
  const pinned = pinnedDashboard(dashboardWith({}, { range: 'last30', compare: 'year' }), {
    range: 'last7',
    stores: ['shop:main'],
  })
  expect(pinned.settings).toStrictEqual({
    range: 'last7',
    compare: 'year',
    stores: ['shop:main'],
  })
})

test('a widget with stores of its own tells of those that the link is held to alone', () => {
  const pinned = pinnedDashboard(dashboardWith({ settings: { stores: [], range: 'today' } }), {
    stores: ['shop:main'],
    range: 'last7',
  })
  expect(pinned.widgets[0]?.settings).toStrictEqual({ range: 'today', stores: ['shop:main'] })
})

test('a widget with a segment and a filter of its own is held to those of the link too', () => {
  const own = { dimension: 'country', values: ['DK'] }
  const held = { dimension: 'channel', values: ['web'] }
  const pinned = pinnedDashboard(
    dashboardWith({ settings: { segments: ['vip'], filters: [own] } }),
    { segments: ['first', 'vip'], filters: [held] },
  )
  expect(pinned.widgets[0]?.settings).toStrictEqual({
    segments: ['first', 'vip'],
    filters: [held, own],
  })
})

test('a widget that is by something which nobody said to be public is left out', () => {
  expect(pinnedDashboard(dashboardWith({ by: ['day', 'customer'] }), {}).widgets).toStrictEqual([])
})

test('every dimension that there is today is public, since none says who somebody is, but codes of coupons', () => {
  expect(sharedDimensions).toStrictEqual(
    [...new Set([...dimensionNames, ...reportDimensionNames])].filter((name) => name !== 'coupon'),
  )
})

test('what all coupons brought is told, and none of their codes', () => {
  const dashboard = dashboardTemplates.find(({ id }) => id === 'coupons')
  if (dashboard === undefined) throw new Error('There is no template of coupons.')
  expect(pinnedDashboard(dashboard, {}).widgets.map(({ id }) => id)).toStrictEqual([
    'used',
    'average',
  ])
})

test('no widget is ever of more stores than the link is held to', () => {
  const stores = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
  fc.assert(
    fc.property(stores, stores, (own, held) => {
      const pinned = pinnedDashboard(dashboardWith({ settings: { stores: own } }), { stores: held })
      expect(pinned.widgets[0]?.settings.stores).toStrictEqual(held)
    }),
  )
})
