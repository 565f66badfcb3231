import { bearer, type Context } from '@cartograph/core'
import type { Settings } from './settings.ts'

/** The request with the key; what the client says of the machine it runs on is left out. */
export function signRequest(
  request: Request,
  { config }: Pick<Context<Settings>, 'config'>,
): Request {
  const headers = new Headers(request.headers)
  headers.delete('x-stripe-client-user-agent')
  headers.delete('x-stripe-client-telemetry')
  return bearer(new Request(request, { headers }), config.secretKey)
}
