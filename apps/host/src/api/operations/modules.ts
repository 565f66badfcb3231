import * as z from 'zod'
import { operations } from './operation.ts'

const module = z.strictObject({
  kind: z.enum(['section', 'connector']),
  name: z.string(),
  state: z.enum(['active', 'hidden', 'locked', 'requested']),
})

/** What an organisation may use of an installation. */
export const moduleOperations = operations({
  'GET /api/modules': {
    summary:
      'Sections of the configuration and connectors, and whether they may be used and are shown',
    access: 'status:read',
    answer: z.strictObject({ modules: z.array(module) }),
  },
  'PUT /api/modules/:kind/:name': {
    summary: 'Show or hide what may be used, or ask the operator for what may not',
    description: 'What is hidden goes on as it is, and nothing of it is deleted.',
    access: 'admin',
    body: z.strictObject({ state: z.enum(['active', 'hidden', 'requested']) }),
    expected: 'Expected `state`: `active`, `hidden` or `requested`.',
    answer: module,
    errors: [404, 409],
  },
})
