import { fault, faultFrom, faultOf, isFault, type Fault, type Outcome } from '@cartograph/core'
import * as z from 'zod'

type Asked = Pick<NonNullable<Fault['request']>, 'method' | 'route'>

export const notHeyloyalty: Pick<Fault, 'kind' | 'message' | 'hint'> = {
  kind: 'contract',
  message: 'Something answered in the place of Heyloyalty, in another form than Heyloyalty does.',
  hint: 'A proxy or a page for people may stand between this machine and Heyloyalty, or the answer was cut off.',
}

const said = z.looseObject({ error: z.string().min(1) })
/** Validation: one error at a time, below `error`. */
const validation = new Set([400, 409, 422])
const mostSaid = 160

/** What a refusal means. Lists, members and feeds that are not there and those of others are answered alike. */
export async function refusal(response: Response, request: Asked): Promise<Error & Fault> {
  const { status } = response
  const body = validation.has(status) ? await response.clone().text() : ''
  if (validation.has(status)) return refusedRecord(body, { ...request, status })
  const { kind, message, retryAfterMs } = await faultFrom(response)
  return fault({
    kind,
    message: messages[status] ?? message,
    ...(hints[status] !== undefined && { hint: hints[status] }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    request: { ...request, status },
  })
}

const hints: Readonly<Record<number, string>> = {
  401: 'In Heyloyalty: your name at the top, Account settings, API. Copy the key into `apiKey` and the secret into `apiSecret`; a clock that is wrong by more than minutes is refused too.',
  403: 'In Heyloyalty: your name at the top, Account settings, API. See what the key may do, or ask the support of Heyloyalty whether your plan has this.',
}

const messages: Readonly<Record<number, string>> = {
  401: 'Heyloyalty does not accept the API key and its signature (401).',
  403: 'Heyloyalty does not let this API key do that (403).',
  404: 'Heyloyalty does not have this, or it belongs to another account (404).',
}

/** A refusal of what was sent, in Heyloyalty's words, without anybody's address. */
export function refusedRecord(
  body: unknown,
  request: NonNullable<Fault['request']>,
): Error & Fault {
  const words = wordsOf(body)
  return fault({
    kind: 'record',
    message:
      words === ''
        ? `Heyloyalty refuses this (${request.status}) and does not say why.`
        : `Heyloyalty refuses this (${request.status}): ${words}`,
    hint: 'Change the mapping so that the value fits the field in Heyloyalty, or change the field.',
    request,
  })
}

/** What Heyloyalty said, in one line, without addresses and numbers of people. */
export function wordsOf(body: unknown): string {
  const read = typeof body === 'string' ? parsed(body) : body
  const text = said.safeParse(read).data?.error ?? ''
  return text
    .replaceAll(/\S+@\S+/g, '[address]')
    .replaceAll(/\+?\d{6,}/g, '[number]')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, mostSaid)
}

/** What a fault means for one item of several: a refusal is its own, a limit leaves it as it was. */
export function outcomeOfFault(error: unknown): Outcome | undefined {
  if (!isFault(error)) return undefined
  if (error.kind === 'record' || error.kind === 'notFound')
    return { status: 'failed', fault: faultOf(error) }
  if (error.kind !== 'rateLimit') return undefined
  const { retryAfterMs } = error
  return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
