import * as z from 'zod'
import { mostUploadBytes } from '../../wishes/index.ts'
import { operations } from './operation.ts'
import { anyObject, counts, instant, limitUpTo, next } from './told-values.ts'

const column = z.strictObject({ name: z.string(), isKey: z.boolean() })
const trouble = { message: z.string(), hint: z.string().optional() }

/** In base64 a file is a third larger; what stands beside it is short. */
const bodyBytes = Math.ceil((mostUploadBytes * 4) / 3) + 65_536

const upload = z.strictObject({
  name: z.string().min(1).max(200),
  content: z.base64(),
  columns: z.record(z.string().max(200), z.string().max(200)).optional(),
})
const expected =
  'Expected a JSON object with `name`, what the file is called, `content`, the file in base64, and where needed `columns`, what the file calls the columns that are asked for; blank where it has none.'
const example = { name: 'checks.csv', content: 'Q2hlY2tObztWYWx1ZTtDdXJyZW5jeQo=' }

/** Bonus checks: how they stand, and files of them that are given to the page. */
export const bonusOperations = operations({
  'GET /api/bonus': {
    summary: 'How all bonus checks stand, and where files of them can go',
    access: 'status:read',
    answer: z.strictObject({
      standing: z.array(
        z.strictObject({
          status: z.string(),
          currency: z.string(),
          checks: z.number(),
          amount: z.number(),
          left: z.number(),
        }),
      ),
      endingSoon: z.number(),
      places: z.array(
        z.strictObject({
          connection: z.string(),
          stream: z.string(),
          columns: z.array(column),
        }),
      ),
    }),
  },
  'GET /api/bonus/checks': {
    summary: 'Bonus checks with what was spent of each, a page at a time',
    description:
      '`search` is a number, a code, an e-mail address or a phone number, whole or in part. A page may hold fewer than `limit` although there are more: `next` says so.',
    access: 'customers:read',
    query: z.object({
      search: z.string().max(200).optional(),
      status: z
        .enum(['active', 'partiallyRedeemed', 'redeemed', 'expired', 'cancelled'])
        .optional(),
      after: z.string().max(600).optional(),
      limit: limitUpTo(200, 50),
    }),
    expected: 'Expected a `limit` from 1 to 200, and a `status` that checks have.',
    answer: z.strictObject({
      checks: z.array(
        z.strictObject({
          id: z.string(),
          code: z.string(),
          name: z.string().nullable(),
          status: z.string(),
          currency: z.string(),
          amount: z.number(),
          left: z.number(),
          email: z.string().nullable(),
          phone: z.string().nullable(),
          issuedAt: z.string().nullable(),
          expiresAt: z.string().nullable(),
          uses: z.array(
            z.strictObject({
              at: instant,
              amount: z.number(),
              connection: z.string(),
              of: z.string().nullable(),
              undone: z.boolean(),
            }),
          ),
        }),
      ),
      next,
    }),
  },
  'GET /api/bonus/imports': {
    summary: 'The newest files of bonus checks that were given to the page, and what came of each',
    access: 'status:read',
    query: z.object({ limit: limitUpTo(200, 20) }),
    expected: 'Expected a `limit` from 1 to 200.',
    answer: z.strictObject({
      imports: z.array(
        z.strictObject({
          id: z.string(),
          connection: z.string(),
          stream: z.string(),
          file: z.string(),
          bytes: z.number(),
          askedAt: instant,
          askedBy: z.string(),
          state: z.enum(['running', 'done', 'failed', 'lost']),
          read: z.number(),
          outcome: z
            .strictObject({
              read: z.number(),
              written: z.number(),
              unchanged: z.number(),
              rejected: z.number(),
              fault: z.strictObject(trouble).optional(),
            })
            .nullable(),
        }),
      ),
    }),
  },
  'POST /api/bonus/:connection/:stream/look': {
    summary: 'What would come of a file of bonus checks; nothing is imported',
    description:
      'A workbook (.xlsx, .xls) or text with columns (.csv, .txt), up to 5 MiB and 100,000 rows.',
    access: 'configuration:write',
    bodyBytes,
    body: upload,
    expected,
    example,
    answer: z.strictObject({
      columns: z.array(column.extend({ column: z.string().nullable() })),
      found: z.array(z.string()),
      rows: z.number(),
      new: z.number(),
      known: z.number(),
      changed: z.number(),
      over: z.number(),
      worth: counts,
      refused: z.array(
        z.strictObject({ line: z.number().nullable(), key: z.string(), ...trouble }),
      ),
      doubled: z.array(z.strictObject({ line: z.number(), key: z.string() })),
      examples: z.array(anyObject),
      before: z.strictObject({ at: z.number(), by: z.string() }).optional(),
    }),
    errors: [404, 422],
  },
  'POST /api/bonus/:connection/:stream/import': {
    summary: 'Import a file of bonus checks',
    description:
      'In the background; `GET /api/bonus/imports` says how far it is. The same file once more changes nothing, and what was spent of a check stays spent.',
    access: 'configuration:write',
    bodyBytes,
    body: upload,
    expected,
    example,
    status: 202,
    answer: z.strictObject({ import: z.string() }),
    errors: [404, 422],
  },
})
