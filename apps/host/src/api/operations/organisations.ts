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
})
