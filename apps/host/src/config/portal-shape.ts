import * as z from 'zod'
import { shareChoices } from '../rights/index.ts'
import { figureSettingsShape } from './dashboard-shape.ts'
import { reportAttachments } from './report-settings.ts'

const title = z.string().min(1).max(200)
const mostDashboards = 20

const portalDashboardShape = z.strictObject({
  dashboard: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('A dashboard of `dashboards`, or a template such as `overview`. Default: the id.'),
  title: title.optional().describe('Default: that of the dashboard.'),
  ...figureSettingsShape.shape,
})

export const portalShape = z.strictObject({
  title: title.describe('What stands at its head, such as the name of the client.'),
  accent: z
    .string()
    .regex(/^#[\da-f]{6}$/i, 'expected a colour such as "#1f4fa3"')
    .optional()
    .describe('The colour of its head, as `#rrggbb`; white must be readable on it.'),
  dashboards: z
    .record(
      z.string().regex(/^[\w-]{1,63}$/, 'expected an id: letters, digits, - and _'),
      portalDashboardShape,
    )
    .refine((all) => Object.keys(all).length > 0, 'expected at least one dashboard')
    .refine(
      (all) => Object.keys(all).length <= mostDashboards,
      `expected ${mostDashboards} dashboards at the most`,
    )
    .describe('What it shows, in this order, each held to settings of its own.'),
  downloads: z
    .array(z.enum(reportAttachments))
    .max(reportAttachments.length)
    .optional()
    .describe('As what its dashboards may be kept: `pdf`, `csv`. Default: nothing.'),
  choices: z
    .array(z.enum(shareChoices))
    .max(shareChoices.length)
    .optional()
    .describe('What clients may choose: `range`, `compare`, `currency`. Default: nothing.'),
})

export type PortalShape = z.infer<typeof portalShape>
