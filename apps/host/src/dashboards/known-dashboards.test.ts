import { expect, test } from 'vitest'
import { allDashboards, dashboardTemplates, type Dashboard } from './index.ts'

const sales: Dashboard = { id: 'sales', title: 'Sales', settings: {}, widgets: [] }

test('a dashboard says whether it stands in the file or in the store; those that are there anyway come last', () => {
  const known = allDashboards({
    dashboards: new Map([
      ['sales', sales],
      ['mine', { ...sales, id: 'mine' }],
    ]),
    storedEntries: new Set(['dashboards/mine', 'segments/sales']),
  })
  expect(known.map(({ id, origin }) => [id, origin])).toStrictEqual([
    ['sales', 'file'],
    ['mine', 'store'],
    ...dashboardTemplates.map(({ id }) => [id, 'template']),
  ])
})
