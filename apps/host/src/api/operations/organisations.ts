import * as z from 'zod'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

const organisation = z.strictObject({
  id: z.string(),
  name: z.string(),
  origin: z.enum(['file', 'store']),
  madeAt: instant,
  madeBy: z.string(),
  /** Sections and connectors that it asks for. */
  requests: z.array(z.string()),
})

/** The organisations of an installation. */
export const organisationOperations = operations({
  'GET /api/organisations': {
    summary: 'The organisations of the installation',
    description:
      'Only for the organisation that the configuration file sets up, which runs the installation.',
    access: 'admin',
    answer: z.strictObject({ organisations: z.array(organisation) }),
    errors: [403],
  },
  'POST /api/organisations': {
    summary: 'Make an organisation, and its first token',
    description:
      'The token may do everything in the new organisation and nothing elsewhere; its secret is told this once. Whoever is signed in becomes its first owner.',
    access: 'admin',
    body: z.strictObject({
      id: z.string().min(1).max(63),
      name: z.string().min(1).max(200).optional(),
    }),
    expected: 'Expected `id`, a short name for addresses, and where wanted `name`.',
    status: 201,
    answer: z.strictObject({ organisation, secret: z.string().optional() }),
    errors: [403, 409],
  },
  'GET /api/organisations/:id': {
    summary: 'What an organisation has in the store, and would go with it',
    access: 'admin',
    answer: z.strictObject({
      organisation: z.string(),
      holds: z.strictObject({
        records: z.number(),
        /** Of the commerce model, by entity. */
        rows: z.record(z.string(), z.number()),
        people: z.number(),
      }),
    }),
    errors: [404],
  },
  'DELETE /api/organisations/:id': {
    summary: 'Remove an organisation, with everything that it has',
    description:
      'Its name has to be said once more. It is gone for everybody at once; its rows and files are deleted after the answer, and the audit log of the installation has both. Asked again, it goes on with what is left.',
    access: 'admin',
    query: z.object({ name: z.string().min(1).max(200) }),
    expected: 'Expected `name`, the name of the organisation as it is listed.',
    status: 202,
    answer: z.strictObject({ organisation: z.string() }),
    errors: [403, 404, 409],
  },
})
