import * as z from 'zod'
import { declaredSections } from '../../wishes/index.ts'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

const section = z.enum(declaredSections)
const entryFault = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  hint: z.string().optional(),
})
const faults = z.record(z.string(), z.array(entryFault))
const entry = z.strictObject({
  section,
  id: z.string(),
  value: z.unknown(),
  origin: z.enum(['file', 'store']),
  version: z.number().optional(),
  changedAt: instant.optional(),
  changedBy: z.string().optional(),
  faults: z.array(entryFault),
})
const wanted = z.strictObject({
  entries: z
    .array(z.strictObject({ section, id: z.string().min(1).max(63), value: z.unknown() }))
    .min(1)
    .max(100),
})
const written = z.strictObject({ section, id: z.string(), version: z.number() })
const broken = z.strictObject({ isRight: z.boolean(), faults, others: faults })
const refusals =
  'Where it would be wrong, the answer is 422 with `faults` by entry; where other entries need what it was, 409 with `others`.'

/** What the store keeps of the configuration. */
export const configurationOperations = operations({
  'GET /api/configuration': {
    summary: 'Every entry of the configuration, of the file and of the store',
    description:
      'Of secrets only `{ "secret": "set" }` is told, or which variable they are taken from. Entries of the file are changed there.',
    access: 'configuration:read',
    answer: z.strictObject({ entries: z.array(entry) }),
  },
  'POST /api/configuration/check': {
    summary: 'What would be wrong if some entries were written; nothing is',
    access: 'configuration:read',
    body: wanted,
    answer: broken,
  },
  'POST /api/configuration': {
    summary: 'Make entries that belong together, all of them or none',
    description: `None of them may be there yet. ${refusals}`,
    access: 'configuration:write',
    body: wanted,
    status: 201,
    answer: z.strictObject({ changed: z.number() }),
    errors: [400, 404, 409, 412, 422],
  },
  'GET /api/configuration/removals': {
    summary: 'What is being deleted of connections that were taken away with their data',
    access: 'configuration:read',
    answer: z.strictObject({
      removals: z.array(
        z.strictObject({
          connection: z.string(),
          askedAt: instant,
          askedBy: z.string(),
          deleted: z.number(),
          doneAt: instant.nullable(),
        }),
      ),
    }),
  },
  'GET /api/configuration/:section/:id': {
    summary: 'One entry, with its version as the `ETag`',
    access: 'configuration:read',
    answer: entry,
    errors: [404],
  },
  'PUT /api/configuration/:section/:id': {
    summary: 'Make an entry, or change one',
    description: `The body is what would stand in the file. \`{ "secret": "set" }\` in the place of a secret leaves it as it is. ${refusals}`,
    access: 'configuration:write',
    versioned: true,
    body: z.json(),
    judgesBody: true,
    status: [200, 201],
    answer: written,
    errors: [400, 404, 409, 412, 422, 428],
  },
  'DELETE /api/configuration/:section/:id': {
    summary: 'Take an entry away',
    description:
      'What it was stays in its history. Of a connection, `data=delete` deletes what was read from it too, in the background; `GET /api/configuration/removals` says how far that is.',
    access: 'configuration:write',
    versioned: true,
    query: z.object({ data: z.enum(['keep', 'delete']).default('keep') }),
    status: 204,
    errors: [404, 409, 412, 428],
  },
  'GET /api/configuration/:section/:id/history': {
    summary: 'What an entry was, the newest version first',
    access: 'configuration:read',
    answer: z.strictObject({
      versions: z.array(
        z.strictObject({
          version: z.number(),
          changedAt: instant,
          changedBy: z.string(),
          isGone: z.boolean(),
          value: z.unknown().optional(),
        }),
      ),
    }),
    errors: [404],
  },
  'POST /api/configuration/:section/:id/restore': {
    summary: 'Write what an entry was at a version once more, as a new version',
    access: 'configuration:write',
    versioned: true,
    body: z.strictObject({ version: z.int().min(1) }),
    expected: 'Expected `version`, one of those in its history.',
    answer: written,
    errors: [400, 404, 409, 412, 422, 428],
  },
})
