import * as z from 'zod'
import { figureReports, pageColumns, rangeNames, widgetForms } from '../../dashboards/index.ts'
import { operations } from './operation.ts'
import { day, instant } from './told-values.ts'

const name = z.string().min(1).max(200)
const days = z.strictObject({ from: z.string().max(40), to: z.string().max(40) })
const toldDays = z.strictObject({ from: day, to: day })

const filter = z.strictObject({
  dimension: name,
  values: z.array(z.string().max(600)).min(1).max(1000),
  exclude: z.boolean().optional(),
})

const question = z.strictObject({
  id: name.optional(),
  report: z.enum(figureReports).optional(),
  metrics: z.array(name).min(1).max(40).optional(),
  by: z.array(name).max(4).optional(),
  filters: z.array(filter).max(20).optional(),
  segments: z.array(name).max(10).optional(),
  range: days,
  compare: z.union([z.enum(['none', 'previous', 'year']), days]).optional(),
  currency: z.string().max(10).optional(),
  stores: z.array(z.string().max(600)).max(1000).optional(),
  clock: z.enum(['order', 'refund']).optional(),
  newAnywhere: z.boolean().optional(),
})

const metric = z.strictObject({
  id: z.string(),
  type: z.enum(['money', 'count', 'number', 'share', 'days']),
  unit: z.string(),
  definition: z.string(),
  isAdditive: z.boolean(),
  clock: z.string(),
})
const dimension = z.strictObject({
  id: z.string(),
  type: z.enum(['time', 'text']),
  definition: z.string(),
})

const row = z.strictObject({
  group: z.array(z.string()),
  isIncomplete: z.boolean(),
  figures: z.array(
    z.strictObject({
      value: z.string().optional(),
      compared: z.string().optional(),
      delta: z.string().optional(),
    }),
  ),
})

const answered = z.strictObject({
  id: z.string().optional(),
  metrics: z.array(metric),
  dimensions: z.array(dimension),
  by: z.array(z.string()),
  range: toldDays,
  comparedRange: toldDays.optional(),
  currency: z.string(),
  rows: z.array(row),
  total: row,
  unconverted: z.array(
    z.strictObject({ currency: z.string(), orders: z.string(), amount: z.string() }),
  ),
  isProvisional: z.boolean(),
  tooLittleData: z.array(z.string()).optional(),
  labels: z.record(z.string(), z.record(z.string(), z.string())).optional(),
})
const unanswered = z.strictObject({
  id: z.string().optional(),
  problem: z.strictObject({ message: z.string(), hint: z.string().optional() }),
})

export const answers = z.strictObject({
  answers: z.array(z.union([answered, unanswered])),
  completeness: z.strictObject({
    figuresAreCurrent: z.boolean(),
    personsAreCurrent: z.boolean(),
    connections: z.array(
      z.strictObject({
        connection: z.string(),
        isLoading: z.boolean(),
        completeTo: instant.optional(),
        lastSyncAt: instant.optional(),
      }),
    ),
  }),
})

/** What a dashboard says for all of its widgets, and a widget or a viewer for itself. */
export const settings = z.strictObject({
  range: z.union([z.enum(rangeNames), toldDays]).optional(),
  compare: z.enum(['none', 'previous', 'year']).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  stores: z.array(z.string().min(1).max(600)).max(1000).optional(),
  segments: z.array(name).max(10).optional(),
  filters: z.array(filter).max(20).optional(),
})
const origin = z.enum(['file', 'template', 'store'])
const width = z.int().min(1).max(pageColumns).optional()
const widgetTitle = z.string().min(1).max(200).optional()

/** A dashboard as it would stand in the configuration. */
const dashboardDraft = z.strictObject({
  ...settings.shape,
  title: widgetTitle,
  template: name.optional(),
  widgets: z
    .record(
      z.string().regex(/^[\w-]{1,63}$/),
      z.strictObject({
        ...settings.shape,
        title: widgetTitle,
        show: z.enum(widgetForms).optional(),
        report: z.enum(figureReports).optional(),
        metrics: z.array(name).min(1).max(40).optional(),
        by: z.array(name).max(4).optional(),
        width,
      }),
    )
    .optional(),
})

const dashboard = z.strictObject({
  id: z.string(),
  title: z.string(),
  origin,
  settings,
  widgets: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      show: z.enum(widgetForms),
      report: z.enum(figureReports).optional(),
      metrics: z.array(z.string()),
      by: z.array(z.string()),
      width,
      settings,
    }),
  ),
})

/** Figures, and the dashboards that show them. */
export const figureOperations = operations({
  'GET /api/figures/catalogue': {
    summary: 'All metrics, dimensions and reports with what they are',
    access: 'figures:read',
    node: true,
    answer: z.strictObject({
      metrics: z.array(metric),
      dimensions: z.array(dimension),
      reports: z.array(
        z.strictObject({
          id: z.enum(figureReports),
          metrics: z.array(metric),
          by: z.array(z.array(z.string())),
          dimensions: z.array(dimension),
        }),
      ),
    }),
  },
  'POST /api/figures': {
    summary: 'Figures: answers to a batch of questions',
    description:
      'Each question has an answer or a problem of its own. Money is text in minor units, because sums may be larger than numbers can be.',
    access: 'figures:read',
    node: true,
    body: z.strictObject({ queries: z.array(question).min(1).max(50) }),
    judgesBody: true,
    example: {
      queries: [
        {
          metrics: ['net_sales', 'orders'],
          by: ['day'],
          range: { from: '2026-10-01', to: '2026-10-31' },
          compare: 'previous',
        },
      ],
    },
    answer: answers,
  },
  'GET /api/dashboards': {
    summary: 'All dashboards, your own first',
    access: 'figures:read',
    node: true,
    answer: z.strictObject({
      dashboards: z.array(
        z.strictObject({ id: z.string(), title: z.string(), origin, widgets: z.number() }),
      ),
    }),
  },
  'GET /api/dashboards/:id': {
    summary: 'One dashboard with its widgets',
    access: 'figures:read',
    node: true,
    answer: dashboard,
    errors: [404],
  },
  'POST /api/dashboards/preview': {
    summary: 'The figures of a dashboard that is not kept',
    description:
      'The body is what would stand below `dashboards.ID`. What a widget names that does not exist is the problem of that widget.',
    access: 'figures:read',
    node: true,
    body: dashboardDraft,
    judgesBody: true,
    example: { widgets: { sold: { metrics: ['net_sales'] } } },
    answer: answers,
  },
  'POST /api/dashboards/:id/query': {
    summary: 'The figures of all widgets of a dashboard',
    access: 'figures:read',
    node: true,
    body: settings,
    judgesBody: true,
    example: { range: 'last30', compare: 'previous' },
    answer: answers,
    errors: [404],
  },
})
