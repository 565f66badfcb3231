import * as z from 'zod'
import { operations } from './operation.ts'
import { anyObject, day, instant, told } from './told-values.ts'

const insightKind = z.enum([
  'anomaly',
  'driver',
  'record',
  'streak',
  'trendBreak',
  'stockOut',
  'segmentMove',
  'syncProblem',
])
const language = z.enum(['en', 'de', 'fr', 'it', 'da', 'sv'])
const fact = z.strictObject({
  type: z.enum(['money', 'count', 'number', 'share', 'days', 'day', 'metric', 'name']),
  value: z.string(),
  currency: z.string().optional(),
})
const period = z.strictObject({ from: day, to: day })
const target = z.strictObject({ connection: z.string(), action: z.string(), input: anyObject })
const wantedTarget = z.looseObject({
  action: z.string().regex(/^[\w-]+\.[\w-]+$/),
  mail: z.array(z.string()).optional(),
  input: anyObject.optional(),
})
const origin = z.enum(['file', 'api', 'store'])
const alert = {
  id: z.string(),
  metric: z.string(),
  over: z.enum(['day', 'week', 'month']),
  condition: z.enum(['above', 'below', 'rises', 'falls']),
  limit: z.string(),
  hysteresis: z.number(),
  quietMs: z.number(),
  stores: z.array(z.string()),
  language: language.optional(),
  to: z.array(target),
}
const digest = {
  id: z.string(),
  every: z.enum(['day', 'week']),
  at: z.string(),
  to: z.array(target),
  language: language.optional(),
  stores: z.array(z.string()),
  items: z.number(),
}
const threshold = z.union([z.number(), z.string()]).optional()
/** What `If-Match` names; missing: it stands in the file, and is changed there. */
const version = z.number().optional()
const muted = z.strictObject({ muted: z.array(z.string()) })

/** Insights, and the alerts and digests that tell of figures. */
export const noticeOperations = operations({
  'GET /api/insights': {
    summary: 'What is worth knowing of a day or a week',
    access: 'figures:read',
    query: z.strictObject({
      day: day.optional(),
      every: z.enum(['day', 'week']).default('day'),
      language: language.optional(),
      limit: z.coerce.number<number>().int().min(1).max(100).default(20),
    }),
    expected: 'Expected `day`, `every` (day or week), `language` and `limit`.',
    hint: `Days are written 2026-11-25; languages are ${language.options.join(', ')}.`,
    answer: z.strictObject({
      period,
      completeTo: day.optional(),
      language,
      insights: z.array(
        z.strictObject({
          id: z.string(),
          kind: insightKind,
          says: z.string(),
          subject: z.string(),
          period,
          importance: z.number(),
          facts: z.record(z.string(), fact),
          text: z.string(),
        }),
      ),
    }),
  },
  'GET /api/insights/feedback': {
    summary: 'What nobody wants to hear of',
    access: 'figures:read',
    answer: muted,
  },
  'POST /api/insights/feedback': {
    summary: 'Mute a kind of insights, or one metric of it, or hear of it again',
    access: 'alerts:write',
    body: z.strictObject({
      kind: insightKind,
      metric: z.string().optional(),
      mute: z.boolean(),
    }),
    judgesBody: true,
    example: { kind: 'anomaly', metric: 'aov', mute: true },
    answer: muted,
  },
  'GET /api/alerts': {
    summary: 'All alerts, and how each stands',
    access: 'figures:read',
    answer: z.strictObject({
      alerts: z.array(
        z.strictObject({
          ...alert,
          origin,
          version,
          isFiring: z.boolean(),
          judgedAt: instant.optional(),
          toldAt: instant.optional(),
          value: z.string().optional(),
          problem: z.string().optional(),
          told,
        }),
      ),
    }),
  },
  'PUT /api/alerts/:id': {
    summary: 'Make an alert, or change one',
    access: 'alerts:write',
    versioned: true,
    body: z.looseObject({
      metric: z.string(),
      over: z.enum(['day', 'week', 'month']).optional(),
      above: threshold,
      below: threshold,
      rises: threshold,
      falls: threshold,
      to: z.array(wantedTarget),
    }),
    judgesBody: true,
    example: { metric: 'net_sales', over: 'week', falls: 0.2, to: [{ action: 'shop.message' }] },
    status: [200, 201],
    answer: z.strictObject(alert),
    errors: [409, 412, 428],
  },
  'DELETE /api/alerts/:id': {
    summary: 'Delete an alert',
    access: 'alerts:write',
    versioned: true,
    status: 204,
    errors: [404, 409, 412, 428],
  },
  'POST /api/alerts/:id/test': {
    summary: 'What an alert would say now; nobody is told',
    access: 'figures:read',
    answer: z.strictObject({
      id: z.string(),
      tells: z.boolean(),
      measured: z.string().optional(),
      text: z.string(),
    }),
    errors: [404],
  },
  'GET /api/digests': {
    summary: 'All digests, and what was sent last',
    access: 'figures:read',
    answer: z.strictObject({
      digests: z.array(z.strictObject({ ...digest, origin, version, told })),
    }),
  },
  'PUT /api/digests/:id': {
    summary: 'Make a digest, or change one',
    access: 'alerts:write',
    versioned: true,
    body: z.looseObject({
      every: z.enum(['day', 'week']),
      at: z.string().optional(),
      to: z.array(wantedTarget),
    }),
    judgesBody: true,
    example: { every: 'day', to: [{ action: 'shop.message' }] },
    status: [200, 201],
    answer: z.strictObject(digest),
    errors: [409, 412, 428],
  },
  'DELETE /api/digests/:id': {
    summary: 'Delete a digest',
    access: 'alerts:write',
    versioned: true,
    status: 204,
    errors: [404, 409, 412, 428],
  },
})
