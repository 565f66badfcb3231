import * as z from 'zod'
import { figureReports, pageColumns, rangeNames, widgetForms } from '../dashboards/index.ts'

const name = z.string().min(1).max(200)
const title = z.string().min(1).max(200)

const settings = {
  range: z
    .union([z.enum(rangeNames), z.strictObject({ from: z.iso.date(), to: z.iso.date() })])
    .optional()
    .describe('Days by name, such as `last30`, or `from` and `to`. Default `last30`.'),
  compare: z
    .enum(['none', 'previous', 'year'])
    .optional()
    .describe('With what figures are compared. Default `none`.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected the ISO 4217 code of a currency, such as EUR')
    .optional()
    .describe('In which amounts are shown. Default: `currency` of the file, else the only one.'),
  stores: z.array(z.string().min(1).max(600)).max(1000).optional().describe('Default: all.'),
  segments: z
    .array(name)
    .max(10)
    .optional()
    .describe('Only what is in all of these segments. Default: everything.'),
  filters: z
    .array(
      z.strictObject({
        dimension: name,
        values: z.array(z.string().max(600)).min(1).max(1000),
        exclude: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional()
    .describe('Only what has one of these values of a dimension, or with `exclude` none of them.'),
}

/** What a person may choose for a dashboard while looking at it. */
export const figureSettingsShape = z.strictObject(settings)

const widgetShape = z
  .strictObject({
    title: title.optional().describe('Default: the names of its metrics.'),
    show: z
      .enum(widgetForms)
      .optional()
      .describe('How it is drawn. Default `number`, of a report `table`.'),
    report: z
      .enum(figureReports)
      .optional()
      .describe('Figures that are no metric by a dimension, as `cartograph report` tells them.'),
    metrics: z
      .array(name)
      .min(1)
      .max(40)
      .optional()
      .describe('`cartograph figures --list` shows all. Default, of a report: all of its figures.'),
    by: z
      .array(name)
      .max(4)
      .optional()
      .describe(
        'Dimensions, one of them a span of time at most. Default: none, of a report its usual ones.',
      ),
    width: z
      .int()
      .min(1)
      .max(pageColumns)
      .optional()
      .describe(
        'How many of the four columns of a wide page it takes. Default: as many as what it shows needs.',
      ),
    ...settings,
  })
  .refine(({ report, metrics }) => report !== undefined || metrics !== undefined, {
    message: 'expected `metrics` or a `report`',
  })

export const dashboardShape = z
  .strictObject({
    title: title.optional().describe('Default: its id, or the title of its template.'),
    template: name
      .optional()
      .describe('Widgets and settings of a template come first: `overview`, `revenue` and others.'),
    ...settings,
    widgets: z
      .record(
        z.string().regex(/^[\w-]{1,63}$/, 'expected an id: letters, digits, - and _'),
        widgetShape,
      )
      .optional()
      .describe('Widgets by id; one of an id of the template takes its place.'),
  })
  .refine(({ template, widgets }) => template !== undefined || widgets !== undefined, {
    message: 'expected `widgets` or a `template`',
  })

export type DashboardShape = z.infer<typeof dashboardShape>
export type WidgetShape = z.infer<typeof widgetShape>
