import { fault, faultOf, isFault, type Context, type Outcome } from '@cartograph/core'
import { outcomeOf } from './answer.ts'
import type { Letter } from './body.ts'
import type { Settings } from './settings.ts'
import { idHeader } from './signing.ts'

export const defaultTimeoutMs = 20_000

/**
 * Sends one request, which the host signs anew for each attempt.
 *
 * @throws the fault of `context.fetch` where no answer came: the host knows whether the request went out.
 */
export async function sendLetter(context: Context<Settings>, letter: Letter): Promise<Outcome> {
  const { config } = context
  const { onUnknown = 'repeatWithKey', timeoutMs = defaultTimeoutMs } = config
  const isRepeatable = onUnknown === 'repeatWithKey' || onUnknown === 'repeat'
  const fetch = context.fetch.with({
    effect: isRepeatable ? 'repeatable' : 'once',
    timeoutMs,
    route: '/',
    expect: [400, 401, 403, 404, 405, 409, 410, 413, 415, 422],
  })
  const { method, body } = letter
  const headers = new Headers(config.headers)
  headers.set(idHeader, letter.id)
  if (body !== null) headers.set('content-type', letter.contentType)
  try {
    const response = await fetch(letter.url, { method, headers, body })
    return await outcomeOf(response, { method, config })
  } catch (error) {
    // Led elsewhere, or kept away by a certificate: certainly not taken, and so is everything after it.
    if (!isFault(error) || error.kind !== 'config') throw error
    return { status: 'failed', fault: fault({ ...faultOf(error), scope: 'part' }) }
  }
}
