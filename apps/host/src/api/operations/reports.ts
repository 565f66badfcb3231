import * as z from 'zod'
import { operations } from './operation.ts'
import { anyObject, instant, told } from './told-values.ts'

const language = z.enum(['en', 'de', 'fr', 'it', 'da', 'sv'])
const list = z.string().min(1).max(2000)

const chosen = z.strictObject({
  range: z.string().max(40).optional(),
  compare: z.enum(['none', 'previous', 'year']).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  stores: list.optional(),
  segments: list.optional(),
  language: language.optional(),
})
const expected =
  'Expected `range`, `compare` (none, previous or year), `currency`, `stores`, `segments` and `language`.'
const hint =
  'A range is a name such as last30, or days such as 2026-10-01..2026-10-31; several stores or segments have commas between.'

/** Dashboards as documents, now and at their times. */
export const reportOperations = operations({
  'GET /api/dashboards/:id/report.pdf': {
    summary: 'A dashboard as a PDF',
    access: 'figures:read',
    node: true,
    query: chosen,
    expected,
    hint,
    answer: { streamed: 'application/pdf' },
    errors: [404],
  },
  'GET /api/dashboards/:id/report.zip': {
    summary: 'All widgets of a dashboard as CSV, a file each',
    access: 'figures:read',
    node: true,
    query: chosen,
    expected,
    hint,
    answer: { streamed: 'application/zip' },
    errors: [404],
  },
  'GET /api/reports': {
    summary: 'All reports that are sent at their times, and what was sent last',
    access: 'figures:read',
    answer: z.strictObject({
      reports: z.array(
        z.strictObject({
          id: z.string(),
          dashboard: z.string(),
          schedule: z.string(),
          settings: anyObject,
          subject: z.string().optional(),
          language: language.optional(),
          attach: z.array(z.enum(['pdf', 'csv'])),
          to: z.array(z.string()),
          next: instant.optional(),
          told,
        }),
      ),
    }),
  },
  'POST /api/reports/:id/send': {
    summary: 'Send a report now',
    description:
      'Within a minute, to everybody whom it is for, or with `asker` to whoever is signed in and asks. What became of it is told by `GET /api/reports`.',
    access: 'alerts:write',
    key: 'wanted',
    body: z.strictObject({ to: z.enum(['all', 'asker']).default('all') }),
    status: 202,
    answer: z.strictObject({ report: z.string(), period: instant, to: z.array(z.string()) }),
    errors: [404, 409],
  },
})
