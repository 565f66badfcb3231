import * as z from 'zod'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

/** Files that people bring by the page, for connections of the store to read. */
export const uploadOperations = operations({
  'GET /api/uploads': {
    summary: 'The files that were brought, the newest first',
    description:
      '`usedBy` are the connections that read a file; `rows` is how many records were read from it, where its connection reads no other.',
    access: 'configuration:read',
    answer: z.strictObject({
      uploads: z.array(
        z.strictObject({
          name: z.string(),
          /** As the settings of a connection name it. */
          path: z.string(),
          bytes: z.number(),
          changedAt: instant,
          /** Of a connection that reads this file alone. */
          rows: z.number().optional(),
          usedBy: z.array(z.string()),
        }),
      ),
    }),
  },
  'PUT /api/uploads/:name': {
    summary: 'Bring a file, or put another one in its place',
    description:
      'The body is the file as it is, up to 256 MiB. A connection of the store reads it by the `path` of the answer.',
    access: 'configuration:write',
    // Above that a file is put into the folder by whoever runs the host.
    bodyBytes: 268_435_456,
    answer: z.strictObject({ name: z.string(), path: z.string(), bytes: z.number() }),
    errors: [422],
  },
  'DELETE /api/uploads/:name': {
    summary: 'Take a file away that no connection reads',
    access: 'configuration:write',
    status: 204,
    errors: [404, 409],
  },
})
