import * as z from 'zod'
import { operations } from './operation.ts'
import { paused } from './status.ts'
import { after, instant, limitUpTo, next } from './told-values.ts'

const run = z.strictObject({
  id: z.string(),
  connection: z.string(),
  streams: z.array(z.string()).nullable(),
  full: z.boolean(),
  cause: z.string(),
  status: z.enum(['queued', 'running', 'ended']),
  queuedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  ok: z.boolean().nullable(),
  report: z.unknown(),
})
const restingConnection = z.strictObject({ connection: z.string(), paused: paused.nullable() })
const column = z.strictObject({
  name: z.string(),
  type: z.string(),
  isKey: z.boolean().optional(),
  isRequired: z.boolean().optional(),
  refers: z.strictObject({ table: z.string(), column: z.string() }).optional(),
  note: z.string().optional(),
})

/** Connections and their runs. */
export const runOperations = operations({
  'POST /api/connections/:id/sync': {
    summary: 'Start a run of a connection',
    description: 'Where one waits already that does the same, that one is told.',
    access: 'runs:start',
    key: 'wanted',
    body: z.strictObject({
      streams: z.array(z.string()).min(1).optional(),
      full: z.boolean().optional(),
    }),
    expected:
      'Expected a JSON object with `streams`, a list of names, and `full`, a boolean; both may be left out.',
    status: 202,
    answer: z.strictObject({ run: z.string() }),
    errors: [404, 409],
  },
  'POST /api/connections/:id/pause': {
    summary: 'Have a connection rest: nothing is read from it and sent to it',
    access: 'runs:start',
    answer: restingConnection,
    errors: [404],
  },
  'POST /api/connections/:id/resume': {
    summary: 'Let a connection go on',
    access: 'runs:start',
    answer: restingConnection,
    errors: [404],
  },
  'GET /api/connections/:id/schema': {
    summary: 'The tables at the vendor, as they were discovered',
    access: 'status:read',
    answer: z.strictObject({
      connection: z.string(),
      askedAt: instant,
      tables: z.array(
        z.strictObject({
          name: z.string(),
          id: z.union([z.string(), z.number(), z.null()]).optional(),
          columns: z.array(column),
          note: z.string().optional(),
        }),
      ),
    }),
    errors: [404],
  },
  'GET /api/connections/:id/schema.svg': {
    summary: 'The tables at the vendor as a picture',
    access: 'status:read',
    answer: { streamed: 'image/svg+xml' },
    errors: [404],
  },
  'GET /api/runs': {
    summary: 'The newest runs',
    access: 'runs:read',
    query: z.object({ after, limit: limitUpTo(500, 50) }),
    expected: 'Expected a `limit` from 1 to 500.',
    answer: z.strictObject({ runs: z.array(run), next }),
    errors: [404],
  },
  'GET /api/runs/:id': {
    summary: 'One run with its report',
    access: 'runs:read',
    answer: run,
    errors: [404],
  },
  'GET /api/runs/:id/events': {
    summary: 'What happens in a run, as it happens',
    description:
      'Server-sent events; the last is `report`. Send `Last-Event-ID` to go on; 204 says that there is nothing more.',
    access: 'runs:read',
    status: [200, 204],
    answer: { streamed: 'text/event-stream' },
    errors: [404],
  },
})
