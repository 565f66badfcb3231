import * as z from 'zod'
import { permissionNames, type Permission } from '../../rights/index.ts'
import { operations } from './operation.ts'
import { instant, limitUpTo, next } from './told-values.ts'

const monthMs = 31 * 86_400_000
const names = z.array(z.string().max(200)).max(100).default([])

const token = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['server', 'browser']),
  state: z.enum(['good', 'waiting', 'revoked', 'expired']),
  permissions: z.array(z.string()),
  nodes: z.array(z.string()),
  origins: z.array(z.string()),
  source: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
/** The secret is told this once. */
const issued = { token, secret: z.string() }

/** Tokens of the API, and the audit log. */
export const tokenOperations = operations({
  'GET /api/tokens': {
    summary: 'All tokens; of their secrets nothing is told',
    access: 'admin',
    answer: z.strictObject({ tokens: z.array(token) }),
  },
  'POST /api/tokens': {
    summary: 'Issue a token',
    description: 'Its secret is told this once, and in no answer that is kept.',
    access: 'admin',
    body: z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9][\w-]{0,62}$/),
      kind: z.enum(['server', 'browser']).default('server'),
      permissions: z.array(z.enum(permissionNames as [Permission, ...Permission[]])).min(1),
      nodes: names,
      origins: names,
      expiresAt: z.iso.datetime().optional(),
    }),
    expected:
      'Expected a JSON object with `name` (letters, digits, - and _) and `permissions`, and where needed `kind`, `nodes`, `origins` and `expiresAt`, an instant in UTC.',
    hint: `Permissions are: ${permissionNames.join(', ')}.`,
    status: 201,
    answer: z.strictObject(issued),
    errors: [409],
  },
  'POST /api/tokens/:id/issue': {
    summary: 'Make the secret of a token that the configuration declares',
    access: 'admin',
    status: 201,
    answer: z.strictObject(issued),
    errors: [404, 409],
  },
  'POST /api/tokens/:id/rotate': {
    summary: 'Give a token another secret; the former stays good for a while',
    access: 'admin',
    body: z.strictObject({ graceMs: z.number().int().min(0).max(monthMs).optional() }),
    expected:
      'Expected a JSON object with `graceMs`, how many milliseconds the present secret stays good, up to 31 days; it may be left out.',
    answer: z.strictObject({ ...issued, formerUntil: instant }),
    errors: [404, 409],
  },
  'POST /api/tokens/:id/revoke': {
    summary: 'Revoke a token at once',
    access: 'admin',
    answer: z.strictObject({ token }),
    errors: [404, 409],
  },
  'GET /api/audit': {
    summary: 'The audit log, the newest first, a page at a time',
    access: 'admin',
    query: z.object({ before: z.string().max(500).optional(), limit: limitUpTo(500, 100) }),
    expected:
      'Expected a `limit` from 1 to 500, and `before`, the `next` of a page; both may be left out.',
    answer: z.strictObject({
      entries: z.array(
        z.strictObject({
          id: z.string(),
          at: instant,
          actor: z.strictObject({
            kind: z.string(),
            id: z.string().nullable(),
            name: z.string().nullable(),
          }),
          action: z.string(),
          target: z.string().nullable(),
          node: z.string().nullable(),
          outcome: z.string(),
          count: z.number(),
          lastAt: instant,
        }),
      ),
      next,
    }),
    errors: [404],
  },
})
