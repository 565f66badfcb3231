import * as z from 'zod'
import { operations } from './operation.ts'
import { after, counts, instant, limitUpTo, next } from './told-values.ts'

const standing = {
  id: z.string(),
  state: z.enum(['active', 'paused', 'held']),
  reason: z.string().optional(),
  since: instant.optional(),
}
const run = z.strictObject({
  run: z.string(),
  automation: z.string(),
  of: z.string(),
  what: z.string(),
  at: instant,
  steps: z.array(
    z.strictObject({
      step: z.number(),
      action: z.string(),
      state: z.string(),
      at: instant,
      reason: z.string().optional(),
    }),
  ),
})
const moment = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .optional()
const newest = z.object({ limit: limitUpTo(500, 50) })
const runs = z.strictObject({ runs: z.array(run) })
const turn = {
  access: 'automations:write',
  body: z.strictObject({ skipWaiting: z.boolean().default(false) }),
  expected: 'Expected `skipWaiting`, true or false, or nothing.',
  answer: z.strictObject({
    id: z.string(),
    state: z.enum(['active', 'paused']),
    skipped: z.number(),
  }),
  errors: [404],
} as const
const cart = z.strictObject({
  cart: z.string(),
  rule: z.string(),
  connection: z.string(),
  state: z.string(),
  createdAt: instant,
  touchedAt: instant,
  leftAt: instant.optional(),
  nextAt: instant.optional(),
  currency: z.string().optional(),
  total: z.number().optional(),
  boughtWith: z.string().optional(),
  messages: z.array(
    z.strictObject({
      step: z.number(),
      channel: z.string(),
      state: z.string(),
      at: instant,
      clicks: z.number(),
      problem: z.string().optional(),
    }),
  ),
})
/** Minor units by currency, as text. */
const revenue = z.record(z.string(), z.string())
const span = z.object({ from: moment, to: moment, rule: z.string().optional() })
const spoken = {
  expected: 'The question is not understood.',
  hint: 'Instants are like 2026-11-02T10:00:00Z.',
}

const fields = z.array(
  z.strictObject({
    path: z.string(),
    type: z.string(),
    required: z.boolean(),
    values: z.array(z.string()).optional(),
  }),
)
const parts = z.strictObject({
  triggers: z.array(z.strictObject({ id: z.string(), reads: z.array(z.string()) })),
  eventReads: z.array(z.string()),
  fields: z.record(z.string(), fields),
  recipes: z.record(z.string(), z.unknown()),
  actions: z.array(z.strictObject({ through: z.string(), connector: z.string() })),
})
const previewedSteps = z.array(
  z.strictObject({
    action: z.string(),
    afterMs: z.number(),
    input: z.record(z.string(), z.unknown()).optional(),
    reason: z.string().optional(),
  }),
)
const preview = z.strictObject({
  of: z.string(),
  happened: z.boolean(),
  not: z.string().optional(),
  steps: previewedSteps,
})
const id = z.string().min(1).max(63)
/** A value that is no larger than what is kept can be. */
const writtenBytes = 1_048_576

/** Automations and carts that were left. */
export const automationOperations = operations({
  'GET /api/automations': {
    summary: 'All automations, and how each stands',
    access: 'status:read',
    answer: z.strictObject({
      automations: z.array(z.strictObject({ ...standing, on: z.string(), steps: counts })),
    }),
  },
  'GET /api/automation-parts': {
    summary:
      'What an automation can be made of: what happens, what can be read then, ready ones, and actions',
    access: 'status:read',
    answer: parts,
  },
  'POST /api/automations/preview': {
    summary: 'What an automation, kept or not, would do about one customer; nothing is sent',
    description:
      '`value` is what would stand in the file. Every step is shown, for the last thing of the kind that happened to the customer, also where conditions keep it back: then `not` says why. References to secrets are not filled in.',
    access: 'customers:read',
    body: z.strictObject({
      id,
      value: z.json(),
      customer: z.string().min(1).max(600),
    }),
    bodyBytes: writtenBytes,
    expected: 'Expected `id`, `value` as in the configuration, and `customer`.',
    answer: preview,
    errors: [400, 404],
  },
  'GET /api/automations/:id': {
    summary: 'One automation with its steps',
    access: 'status:read',
    answer: z.looseObject({
      ...standing,
      on: z.looseObject({ event: z.string(), segment: z.string().optional() }),
      connections: z.array(z.string()).optional(),
      steps: counts,
      paused: z.boolean(),
      purpose: z.enum(['transactional', 'marketing']),
    }),
    errors: [404],
  },
  'GET /api/automations/:id/runs': {
    summary: 'What an automation did, the newest first',
    access: 'customers:read',
    query: newest,
    expected: 'Expected a `limit` from 1 to 500.',
    answer: runs,
    errors: [404],
  },
  'GET /api/customers/:id/automations': {
    summary: 'What automations did about a customer',
    access: 'customers:read',
    query: newest,
    expected: 'Expected a `limit` from 1 to 500.',
    answer: runs,
    errors: [404],
  },
  'POST /api/automations/:id/dry-run': {
    summary: 'What an automation would have done; nothing is sent',
    access: 'figures:read',
    body: z.strictObject({ from: moment, to: moment }),
    expected: 'Expected `from` and `to` as instants, or neither.',
    answer: z.strictObject({
      automation: z.string(),
      from: instant,
      to: instant,
      happened: z.number(),
      wanted: z.number(),
      steps: z.array(z.strictObject({ action: z.string(), would: z.number(), not: counts })),
    }),
    errors: [404],
  },
  'POST /api/automations/:id/pause': { summary: 'Pause an automation', ...turn },
  'POST /api/automations/:id/resume': { summary: 'Let an automation go on', ...turn },
  'GET /api/carts': {
    summary: 'Carts that were left, the last first',
    access: 'customers:read',
    query: span.extend({
      state: z
        .enum([
          'left',
          'waiting',
          'recovered',
          'ordered',
          'boughtElsewhere',
          'unsubscribed',
          'noConsent',
          'noContact',
          'emptied',
          'productsGone',
          'belowMinimum',
          'coolingDown',
          'tooLate',
          'lapsed',
          'gone',
        ])
        .optional(),
      after,
      limit: limitUpTo(500, 50),
    }),
    ...spoken,
    answer: z.strictObject({ carts: z.array(cart), next }),
  },
  'GET /api/carts/figures': {
    summary: 'What came of carts that were left',
    access: 'figures:read',
    query: span,
    ...spoken,
    answer: z.strictObject({
      from: instant,
      to: instant,
      detected: z.number(),
      sent: z.number(),
      recovered: z.number(),
      revenue,
      ends: counts,
      steps: z.array(
        z.strictObject({
          rule: z.string(),
          step: z.number(),
          channel: z.string(),
          sent: z.number(),
          unknown: z.number(),
          failed: z.number(),
          clicked: z.number(),
          recovered: z.number(),
          revenue,
        }),
      ),
    }),
  },
  'POST /api/carts/dry-run': {
    summary: 'What would have been sent about carts; nothing is sent',
    access: 'figures:read',
    body: span,
    ...spoken,
    answer: z.strictObject({
      from: instant,
      carts: z.number(),
      messages: counts,
      ends: counts,
    }),
  },
  'POST /api/carts/preview': {
    summary:
      'The messages of a rule for carts, kept or not, for a cart that is made up; nothing is sent',
    description: '`value` is what would stand in the file.',
    access: 'configuration:read',
    body: z.strictObject({ id, value: z.json() }),
    bodyBytes: writtenBytes,
    expected: 'Expected `id`, and `value` as in the configuration.',
    answer: z.strictObject({ steps: previewedSteps }),
    errors: [400],
  },
  'GET /api/carts/:id': {
    summary: 'One cart that is followed',
    access: 'customers:read',
    answer: cart,
    errors: [404],
  },
})
