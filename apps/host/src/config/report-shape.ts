import * as z from 'zod'
import { figureSettingsShape } from './dashboard-shape.ts'
import { noticeLanguage, noticeTargets } from './notice-shape.ts'
import { reportAttachments } from './report-settings.ts'

export const reportShape = z.strictObject({
  dashboard: z
    .string()
    .min(1)
    .max(200)
    .describe('A dashboard of `dashboards`, or a template such as `overview`.'),
  schedule: z
    .string()
    .max(200)
    .describe('When it is sent: a cron expression, in the time zone of the organisation.'),
  ...figureSettingsShape.omit({ filters: true }).shape,
  subject: z
    .string()
    .regex(/^[^\p{Cc}\u2028\u2029]{1,200}$/u, 'expected one line')
    .optional()
    .describe('Of mails. Default: the title of the dashboard and the days.'),
  attach: z
    .array(z.enum(reportAttachments))
    .max(reportAttachments.length)
    .optional()
    .describe('What mails have beside the figures in words: `pdf`, `csv`. Default `[pdf]`.'),
  language: noticeLanguage,
  to: noticeTargets,
})

export type ReportShape = z.infer<typeof reportShape>
