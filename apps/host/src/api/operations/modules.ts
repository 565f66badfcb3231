import * as z from 'zod'
import { operations } from './operation.ts'

const kind = z.enum(['area', 'section', 'connector', 'limit'])
const state = z.enum(['active', 'hidden', 'locked', 'requested'])
const module = z.strictObject({
  kind,
  name: z.string(),
  state,
  /** Of an area: how much of it is set up and goes on by itself, shown or hidden. */
  running: z.number().optional(),
})

/** What an organisation may use of an installation. */
export const moduleOperations = operations({
  'GET /api/modules': {
    summary:
      'Areas of the product, sections of the configuration, connectors and limits, and whether they may be used and are shown',
    description:
      '`running` tells how many alerts, reports, rules and the like of an area go on by themselves, whether or not the area is shown.',
    access: 'status:read',
    answer: z.strictObject({ modules: z.array(module) }),
  },
  'PUT /api/modules/:kind/:name': {
    summary: 'Show or hide what may be used, or ask the operator for what may not',
    description:
      'What is hidden goes on as it is, and nothing of it is deleted. The operator is mailed what is asked for, where mails can be sent; `locked` takes it back.',
    access: 'admin',
    body: z.strictObject({ state }),
    expected: 'Expected `state`: `active`, `hidden`, `requested` or `locked`.',
    answer: module,
    errors: [404, 409],
  },
})
