import * as z from 'zod'
import { longestSecret } from '../../wishes/index.ts'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

const secret = z.strictObject({
  name: z.string(),
  setAt: instant,
  /** The id of the key that it is sealed with. */
  key: z.string(),
})

/** What the store keeps sealed. No answer has a value. */
export const secretOperations = operations({
  'GET /api/secrets': {
    summary: 'Names of secrets, and when each was set; never a value',
    access: 'secrets:write',
    answer: z.strictObject({ secrets: z.array(secret) }),
  },
  'PUT /api/secrets/:name': {
    summary: 'Set a secret, in the place of the one before',
    description:
      'It is kept sealed and told to nobody; the configuration takes it by `${secret:name}`. The answer is 400 where the host has no key, or not the one that sealed what is there.',
    access: 'secrets:write',
    body: z.strictObject({ value: z.string().min(1).max(longestSecret) }),
    expected: 'Expected a JSON object with `value`, a text.',
    answer: secret,
  },
  'DELETE /api/secrets/:name': {
    summary: 'Take a secret away',
    access: 'secrets:write',
    status: 204,
    errors: [404],
  },
  'POST /api/secrets/rotate': {
    summary: 'Bring all secrets under the first key of the host',
    description: 'In short steps, while all else goes on; it may be called again.',
    access: 'secrets:write',
    answer: z.strictObject({ rows: z.number() }),
  },
})
