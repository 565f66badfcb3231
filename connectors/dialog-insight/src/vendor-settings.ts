import * as z from 'zod'

const parameter = z.string().regex(/^[\w.-]{1,60}$/, 'expected the name of a parameter')

const method = z
  .string()
  .regex(/^\w+\.\w+$/, 'expected a service and a method, such as Tables.List')

/** What the vendor does not publish, and an account may do otherwise than is assumed. */
export const vendorSettings = {
  batchSize: z.int().min(1).max(10_000).optional().meta({
    assumed: 'The support of Dialog Insight.',
    title: 'Records in a call',
    description: 'Default 500.',
  }),
  timeoutMs: z.int().min(1_000).optional().meta({
    assumed: 'The support of Dialog Insight.',
    title: 'Time of a call',
    description: 'Milliseconds. Default 60000.',
  }),
  requestsPerSecond: z.int().min(1).optional().meta({
    assumed: 'The support of Dialog Insight.',
    description: 'Default 2.',
  }),
  concurrentRequests: z.int().min(1).optional().meta({
    assumed: 'The support of Dialog Insight.',
    description: 'Default 1.',
  }),
  caseSensitiveKeys: z.boolean().optional().meta({
    assumed: 'The support of Dialog Insight.',
    title: 'Case of keys',
    description: 'Whether keys that differ only in case are two. Default false.',
  }),
  dates: z.enum(['points', 'dashes']).optional().meta({
    assumed: 'The account’s list of methods, `/fe/webservices/about`.',
    title: 'Dates',
    description: '2026.10.24 (`points`, the default) or 2026-10-24.',
  }),
  tableClause: z.enum(['list', 'single']).optional().meta({
    assumed: 'The account’s list of methods, `/fe/webservices/about`.',
    title: 'Clauses of tables',
    description: 'Whether calls about tables take a `list` of clauses (default) or a `single` one.',
  }),
  tableMethods: z.strictObject({ list: method, create: method.optional() }).optional().meta({
    assumed: 'The account’s list of methods, `/fe/webservices/about`.',
    title: 'Methods of tables',
    description:
      'Where the account’s list of methods (`/fe/webservices/about`) has one that lists tables, and one that makes one. Default: none.',
  }),
  linkParameters: z
    .strictObject({ sendLog: parameter.optional(), batch: parameter.optional() })
    .optional()
    .meta({
      assumed: 'In Dialog Insight: the rule that adds parameters to links.',
      title: 'Parameters of links',
      description:
        'Which parameters an injection rule adds with the numbers of the sending and of the batch, for `idSendLog` and `idBatch`. Default `di_sendlog` and `di_batch`.',
    }),
  errorCodes: z
    .record(
      z.string(),
      z.enum(['auth', 'expired', 'address', 'permission', 'project', 'table', 'column', 'tooMany']),
    )
    .optional()
    .meta({
      assumed: 'The `ErrorCode` of an answer.',
      title: 'Codes of errors',
      description: 'What an `ErrorCode` of the account means, beside those that are assumed.',
    }),
  resultWords: z
    .strictObject({
      done: z.array(z.string()).optional(),
      skipped: z.array(z.string()).optional(),
      valid: z.string().optional(),
    })
    .optional()
    .meta({
      assumed: 'The `Status` of an answer.',
      title: 'Words of results',
      description:
        '`Status` of what was `done` and `skipped`, and the `ValidationResult` that is `valid`.',
    }),
}
