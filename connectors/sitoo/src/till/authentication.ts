import type { Surface } from '@cartograph/core'
import type { Settings } from '../settings.ts'

type Accepted = Extract<Surface<Settings>['authentication'], { accept: unknown }>['accept']

/** The newer form sends Basic; how a token travels in Custom CRM is not described, so it may come in each of these ways. */
const tokens: Accepted = [
  'bearer',
  'basic',
  { header: 'x-api-key' },
  { query: 'apikey' },
  { query: 'token' },
]

/** Tokens are the host's, and may be bound to a part of the customers. Without one the secret address lets in, unless the settings say no. */
export function authenticationOf({ till }: Settings): Surface<Settings>['authentication'] {
  return {
    accept: till?.tokenRequired === true ? tokens : [...tokens, 'path'],
    permissions: ['customers:read', 'customers:write'],
  }
}
