import { fault, faultFrom, type Fault, type Outcome } from '@cartograph/core'
import { excerptOf } from './excerpt.ts'
import type { Settings } from './settings.ts'

/** A refusal that every further request would meet: the items wait until it is mended. */
const stopping: Readonly<Record<number, Pick<Fault, 'kind' | 'message' | 'hint'>>> = {
  401: {
    kind: 'auth',
    message: 'The receiver does not accept who sends (401).',
    hint: 'Compare `headers` and `signingSecret` in the settings with what the receiver expects.',
  },
  403: {
    kind: 'permission',
    message: 'The receiver forbids this request (403).',
    hint: 'Compare `headers` and `signingSecret` in the settings with what the receiver expects, and see whether it lets in requests of this machine.',
  },
  405: {
    kind: 'config',
    message: 'The receiver does not take requests of this method (405).',
    hint: 'Choose another `method` in the settings, or `deletes` where deletions are told.',
  },
  410: {
    kind: 'config',
    message: 'The receiver is gone for good (410), and wants nothing more.',
    hint: 'Write the new address into the settings, or take the delivery out of the configuration.',
  },
  501: {
    kind: 'config',
    message: 'The receiver does not know requests of this method (501).',
    hint: 'Choose another `method` in the settings.',
  },
}

/** Statuses after which nobody knows whether the request was worked on: others answered for the receiver, or it broke. */
const isOpen = (status: number) => status === 408 || status === 425 || status >= 500

/** What an answer means for what was sent; which statuses mean what is the recommendation of the Standard Webhooks. */
export async function outcomeOf(
  response: Response,
  { method, config }: { readonly method: string; readonly config: Settings },
): Promise<Outcome> {
  const { status } = response
  if (response.ok) {
    await response.body?.cancel()
    return { status: 'ok' }
  }
  const isGone = status === 404 || status === 410
  // What is to be gone and is not there is gone.
  if (isGone && method === 'DELETE' && config.url.includes('{key}')) return { status: 'ok' }
  if (status === 429) {
    const { retryAfterMs } = await faultFrom(response)
    return {
      status: 'untouched',
      ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }),
    }
  }
  const request = { method, route: '/', status }
  const known = stopping[status]
  if (known !== undefined)
    return { status: 'failed', fault: fault({ ...known, scope: 'part', request }) }
  if (isOpen(status)) return { status: 'unknown' }
  const said = excerptOf(await response.text(), config)
  return {
    status: 'failed',
    fault: fault({
      kind: 'record',
      message:
        said === ''
          ? `The receiver refuses this item (${status}) and does not say why.`
          : `The receiver refuses this item (${status}): ${said}`,
      hint: 'Change the mapping so that the receiver takes it, or see at the receiver why it does not.',
      request,
    }),
  }
}
