import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dashboardTemplates } from '../dashboards/index.ts'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

function load(dashboards: object) {
  const said = JSON.stringify({ version: 1, organisation: 'nordlys', dashboards })
  return loadConfiguration(join(folderWith({ 'cartograph.json': said }), 'cartograph.json'), {
    environment: {},
  })
}

const sales = { metrics: ['net_sales'], by: ['month'] }

test('a dashboard has the widgets of its template, with its own beside them and in their place', async () => {
  const days = { title: 'Weeks', show: 'bar', metrics: ['orders'], by: ['week'] }
  const { configuration } = await load({
    mine: { template: 'overview', currency: 'EUR', widgets: { days, sold: sales } },
  })
  const mine = configuration?.dashboards?.get('mine')
  const template = dashboardTemplates.find(({ id }) => id === 'overview')
  expect(mine?.title).toBe('Overview')
  expect(mine?.settings).toStrictEqual({ range: 'last30', compare: 'previous', currency: 'EUR' })
  expect(mine?.widgets.map(({ id }) => id)).toStrictEqual([
    ...(template?.widgets ?? []).map(({ id }) => id),
    'sold',
  ])
  expect(mine?.widgets.find(({ id }) => id === 'days')).toStrictEqual({
    id: 'days',
    ...days,
    settings: {},
  })
})

test('a widget without a title is named after its metrics, and is a number', async () => {
  const { configuration } = await load({
    mine: { widgets: { sold: { ...sales, compare: 'year' } } },
  })
  expect(configuration?.dashboards?.get('mine')).toStrictEqual({
    id: 'mine',
    title: 'mine',
    settings: {},
    widgets: [
      { id: 'sold', title: 'net_sales', show: 'number', ...sales, settings: { compare: 'year' } },
    ],
  })
})

test('a widget of a report has all of its figures in its usual way, as a table', async () => {
  const { configuration } = await load({ mine: { widgets: { codes: { report: 'coupons' } } } })
  const metrics = ['orders', 'discounts', 'net_sales', 'new_customer_share', 'aov', 'aov_without']
  expect(configuration?.dashboards?.get('mine')?.widgets).toStrictEqual([
    {
      id: 'codes',
      title: metrics.join(', '),
      show: 'table',
      report: 'coupons',
      metrics,
      by: ['coupon'],
      settings: {},
    },
  ])
})

test.each([
  [
    'a figure that a report does not tell',
    { widgets: { codes: { report: 'coupons', metrics: ['net_sale'] } } },
    ['widgets', 'codes', 'metrics', 0],
    'the report coupons does not tell "net_sale"; did you mean "net_sales"?',
  ],
  [
    'a report that cannot be parted so',
    { widgets: { codes: { report: 'coupons', by: ['country'] } } },
    ['widgets', 'codes', 'by'],
    'the report coupons cannot be by country',
  ],
  [
    'a metric that is none',
    { widgets: { sold: { metrics: ['net_sale'] } } },
    ['widgets', 'sold', 'metrics', 0],
    'there is no metric "net_sale"; did you mean "net_sales"?',
  ],
  [
    'a dimension that is none',
    { widgets: { sold: { ...sales, by: ['country', 'mounth'] } } },
    ['widgets', 'sold', 'by', 1],
    'there is no dimension "mounth"; did you mean "month"?',
  ],
  [
    'two spans of time',
    { widgets: { sold: { ...sales, by: ['day', 'month'] } } },
    ['widgets', 'sold', 'by'],
    'figures cannot be by day and month at once',
  ],
  [
    'payments by country',
    { widgets: { paid: { metrics: ['net_payments'], by: ['country'] } } },
    ['widgets', 'paid', 'by'],
    'net_payments cannot be parted by country: payments and carts do not have it',
  ],
  [
    'a filter that a widget of its template cannot have',
    { template: 'carts', filters: [{ dimension: 'country', values: ['DE'] }] },
    ['filters', 0, 'dimension'],
    'abandoned_checkouts cannot be filtered by country: payments and carts do not have it',
  ],
  [
    'a filter that subscriptions cannot have',
    {
      filters: [{ dimension: 'country', values: ['DE'] }],
      widgets: { paid: { report: 'recurring' }, unfiltered: { report: 'recurring', filters: [] } },
    },
    ['filters'],
    'the report recurring cannot be filtered: subscriptions have nothing of an order',
  ],
  [
    'a filter by a span of time',
    { widgets: { sold: { ...sales, filters: [{ dimension: 'day', values: ['2026-01-01'] }] } } },
    ['widgets', 'sold', 'filters', 0, 'dimension'],
    'figures cannot be filtered by day',
  ],
  [
    'a segment that is none',
    { segments: ['vipp'], widgets: { sold: sales } },
    ['segments', 0],
    'there is no segment "vipp"; did you mean "vip"?',
  ],
  [
    'a range that ends before it begins',
    { range: { from: '2026-02-01', to: '2026-01-01' }, widgets: { sold: sales } },
    ['range'],
    'ends before it begins',
  ],
  [
    'a template that is none',
    { template: 'overviews' },
    ['template'],
    'there is no template "overviews"; did you mean "overview"?',
  ],
])('%s is shown where it is said', async (_what, dashboard, path, message) => {
  const { problems } = await load({ mine: dashboard })
  expect(
    problems.map((problem) => ({ path: problem.path, message: problem.message })),
  ).toStrictEqual([{ path: ['dashboards', 'mine', ...path], message }])
})

test('a widget is as wide as somebody wants it', async () => {
  const { configuration } = await load({ mine: { widgets: { sold: { ...sales, width: 3 } } } })
  expect(configuration?.dashboards?.get('mine')?.widgets).toStrictEqual([
    { id: 'sold', title: 'net_sales', show: 'number', ...sales, width: 3, settings: {} },
  ])
})

test.each([
  ['wider than the page', { width: 5 }, ['width']],
  ['of a title of ten thousand letters', { title: 'x'.repeat(10_000) }, ['title']],
])('a widget %s is refused', async (_what, said, path) => {
  const { problems } = await load({ mine: { widgets: { sold: { ...sales, ...said } } } })
  expect(problems.map((problem) => problem.path)).toStrictEqual([
    ['dashboards', 'mine', 'widgets', 'sold', ...path],
  ])
})

test('a title is kept as it was written, whatever is in it', async () => {
  const title = '<img src=x onerror=alert(1)> مبيعات 🧾 {count}'
  const { configuration } = await load({
    mine: { title, widgets: { sold: { ...sales, title } } },
  })
  const mine = configuration?.dashboards?.get('mine')
  expect([mine?.title, mine?.widgets[0]?.title]).toStrictEqual([title, title])
})

test('ten thousand widgets are refused in one sentence that says how many may be', async () => {
  const widgets = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, place) => [`widget-${place}`, sales]),
  )
  const { problems } = await load({ mine: { widgets } })
  expect(problems.map(({ message, hint }) => ({ message, hint }))).toStrictEqual([
    {
      message: 'has 10000 widgets, and 50 are asked for at once at the most',
      hint: 'Keep 50, and make another dashboard of the others.',
    },
  ])
})

test('a dashboard cannot take the name of a template', async () => {
  const { problems } = await load({ overview: { widgets: { sold: sales } } })
  expect(problems.map(({ message }) => message)).toStrictEqual([
    '"overview" is a template; take another name',
  ])
})

test('every template passes the check of what people declare', async () => {
  const declared = dashboardTemplates.map(({ id, widgets }) => [
    `own-${id}`,
    {
      widgets: Object.fromEntries(
        widgets.map(({ id: name, title, show, report, metrics, by }) => [
          name,
          { title, show, report, metrics, by },
        ]),
      ),
    },
  ])
  const { problems, configuration } = await load(Object.fromEntries(declared))
  expect(problems).toStrictEqual([])
  expect(configuration?.dashboards?.size).toBe(dashboardTemplates.length)
})
