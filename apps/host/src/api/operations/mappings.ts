import * as z from 'zod'
import { operations } from './operation.ts'
import { anyObject, toldFault } from './told-values.ts'

const side = z.union([
  z.strictObject({ entity: z.string() }),
  z.strictObject({ connector: z.string(), stream: z.string() }),
  z.strictObject({ connector: z.string(), sink: z.string() }),
])

/** A part is a delivery, or `connection.stream`. */
const listedMapping = z.strictObject({
  id: z.string(),
  part: z.string(),
  connection: z.string(),
  from: side,
  to: side,
})

const schemaField = z.strictObject({
  path: z.string(),
  type: z.string(),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
})

/** Connectors, what their settings are, whether a connection works, and the mappings of both sides. */
export const mappingOperations = operations({
  'GET /api/connectors': {
    summary: 'All connectors that are installed, with their settings as JSON Schema',
    description:
      'In a schema `secret` marks what is never shown again, `personal` what is hidden; `dependsOn`, `group` and `help` are hints for forms. `reads` has names of streams, `sends` of sinks, with the settings that the schema shows as examples.',
    access: 'status:read',
    answer: z.strictObject({
      connectors: z.array(
        z.strictObject({
          package: z.string(),
          names: z.array(z.string()),
          id: z.string(),
          name: z.string(),
          version: z.string(),
          needs: z.array(z.string()),
          reads: z.array(z.string()),
          sends: z.array(z.string()),
          settings: anyObject,
        }),
      ),
      unusable: z.array(z.strictObject({ package: z.string(), message: z.string() })),
    }),
  },
  'POST /api/connections/:id/check': {
    summary: 'Ask a vendor whether a connection works; nothing is changed',
    access: 'runs:start',
    answer: z.strictObject({
      id: z.string(),
      ok: z.boolean(),
      account: z.looseObject({ name: z.string().optional() }).optional(),
      clockOffsetMs: z.number().optional(),
      problems: z.array(
        z.looseObject({
          severity: z.enum(['error', 'warning']),
          part: z.string().optional(),
          fault: toldFault,
        }),
      ),
    }),
    errors: [404],
  },
  'GET /api/mappings': {
    summary: 'All mappings that are in force, and the streams that have none',
    access: 'status:read',
    answer: z.strictObject({
      mappings: z.array(listedMapping),
      /** Their records are kept, and nothing is made of them. */
      unmapped: z.array(
        z.strictObject({ part: z.string(), connection: z.string(), connector: z.string() }),
      ),
    }),
  },
  'GET /api/mappings/:part': {
    summary: 'The mappings of a stream or a delivery, whole',
    access: 'status:read',
    answer: z.strictObject({ part: z.string(), mappings: z.array(anyObject) }),
    errors: [404],
  },
  'GET /api/mappings/:part/sides': {
    summary: 'What a mapping of a stream or a delivery can read, and what it can make',
    description:
      'Paths of the source with what stands there in some records that the store has; personal data is hidden. Of a stream the targets are the entities of the commerce model. No vendor is asked.',
    access: 'runs:start',
    answer: z.strictObject({
      part: z.string(),
      records: z.number(),
      source: z.array(schemaField.extend({ samples: z.array(z.string()) })),
      targets: z.array(z.strictObject({ to: side, fields: z.array(schemaField) })),
    }),
    errors: [404],
  },
  'POST /api/mappings/preview': {
    summary: 'What a mapping makes of some records that the store has, field by field',
    description:
      'Personal data is hidden; no vendor is asked and nothing is kept. Without `mapping` the one that is in force.',
    access: 'runs:start',
    body: z.strictObject({
      part: z.string().min(1).max(600),
      mapping: z.union([anyObject, z.string().max(60_000)]).optional(),
      limit: z.int().min(1).max(50).default(5),
    }),
    answer: z.strictObject({
      ok: z.boolean(),
      previews: z.array(
        z.strictObject({
          mapping: z.string(),
          rows: z.number(),
          items: z.array(
            z.strictObject({
              item: anyObject.optional(),
              fields: z.array(
                z.strictObject({
                  path: z.array(z.string()),
                  sources: z.array(
                    z.strictObject({ path: z.string(), value: z.unknown().optional() }),
                  ),
                  rule: z.unknown(),
                  result: z.unknown().optional(),
                  problem: toldFault.optional(),
                  previous: z.unknown().optional(),
                  changed: z.boolean(),
                }),
              ),
            }),
          ),
          problems: z.array(toldFault),
        }),
      ),
    }),
    errors: [404, 409, 422],
  },
  'GET /api/exports/:entity': {
    summary: 'All rows of an entity of the commerce model, as they are in the store',
    access: 'customers:export',
    query: z.object({
      format: z.enum(['csv', 'ndjson']).default('ndjson'),
      deleted: z.enum(['yes', 'no']).default('no'),
    }),
    expected: 'Expected `format`, csv or ndjson, and `deleted`, yes or no.',
    answer: { streamed: ['application/x-ndjson', 'text/csv'] },
    errors: [404],
  },
  'POST /api/rates': {
    summary: 'Keep exchange rates out of a file',
    description:
      'A CSV text with the columns day, currency and rate; they count before those of the European Central Bank, whose own files are taken too.',
    access: 'configuration:write',
    body: z.strictObject({ text: z.string().min(1).max(60_000) }),
    example: { text: 'day,currency,rate\n2026-11-02,SEK,11.25\n' },
    expected: 'Expected a JSON object with `text`, what a file of rates holds.',
    status: 201,
    answer: z.strictObject({ rates: z.number(), source: z.string() }),
    errors: [422],
  },
  'GET /api/rates': {
    summary: 'Exchange rates that there are',
    access: 'figures:read',
    answer: z.strictObject({
      rates: z.array(
        z.strictObject({
          currency: z.string(),
          source: z.string(),
          days: z.number(),
          from: z.iso.date(),
          to: z.iso.date(),
        }),
      ),
    }),
  },
})
