import * as z from 'zod'
import { figureReports, rangeNames, widgetForms } from '../../dashboards/index.ts'
import { shareChoices } from '../../rights/index.ts'
import { answers } from './figures.ts'
import { operations } from './operation.ts'
import { day, instant } from './told-values.ts'

const language = z.enum(['en', 'de', 'fr', 'it', 'da', 'sv'])
const currency = z.string().regex(/^[A-Z]{3}$/)
const compare = z.enum(['none', 'previous', 'year'])

/** What whoever looks may choose, where the link lets them. */
const chosen = z.strictObject({
  range: z.union([z.enum(rangeNames), z.strictObject({ from: day, to: day })]).optional(),
  compare: compare.optional(),
  currency: currency.optional(),
})
/** The same in a query: days as `2026-10-01..2026-10-31`. */
const chosenFile = z.strictObject({
  range: z.string().max(40).optional(),
  compare: compare.optional(),
  currency: currency.optional(),
  language: language.optional(),
})

const dashboard = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Its title is known in every language. */
  isTemplate: z.boolean(),
  settings: chosen,
  widgets: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      show: z.enum(widgetForms),
      report: z.enum(figureReports).optional(),
      metrics: z.array(z.string()),
      by: z.array(z.string()),
      width: z.number().optional(),
    }),
  ),
})

const locked =
  'Where the link has a password, it needs in the header `x-share-key` what `unlock` answered.'

/** What is told to whoever knows a link, and to nobody else. */
export const sharedOperations = operations({
  'GET /api/shared/:token': {
    summary: 'What a link shows: a dashboard, or a portal',
    description: `Nothing but a portal’s head is told of a link with a password before that was said. ${locked}`,
    access: 'address',
    answer: z.strictObject({
      kind: z.enum(['dashboard', 'portal']),
      isLocked: z.boolean(),
      title: z.string(),
      accent: z.string().nullable(),
      hasLogo: z.boolean(),
      origins: z.array(z.string()),
      choices: z.array(z.enum(shareChoices)),
      downloads: z.array(z.enum(['pdf', 'csv'])),
      dashboards: z.array(dashboard),
    }),
    errors: [404],
  },
  'POST /api/shared/:token/unlock': {
    summary: 'Say the password of a link',
    access: 'address',
    body: z.strictObject({ password: z.string().min(1).max(200) }),
    answer: z.strictObject({ key: z.string(), until: instant }),
    errors: [404],
  },
  'GET /api/shared/:token/logo': {
    summary: 'The logo of a portal',
    access: 'address',
    answer: { streamed: ['image/png', 'image/jpeg', 'image/webp'] },
    errors: [404],
  },
  'POST /api/shared/:token/dashboards/:id/query': {
    summary: 'The figures of a dashboard that a link shows',
    description: `What the link does not let choose is refused. ${locked}`,
    access: 'address',
    body: chosen,
    example: {},
    answer: answers,
    errors: [404],
  },
  'GET /api/shared/:token/dashboards/:id/report.pdf': {
    summary: 'A dashboard that a link shows as a PDF, where it lets keep one',
    description: locked,
    access: 'address',
    query: chosenFile,
    answer: { streamed: 'application/pdf' },
    errors: [404],
  },
  'GET /api/shared/:token/dashboards/:id/report.zip': {
    summary: 'A dashboard that a link shows as CSV, where it lets keep one',
    description: locked,
    access: 'address',
    query: chosenFile,
    answer: { streamed: 'application/zip' },
    errors: [404],
  },
})
