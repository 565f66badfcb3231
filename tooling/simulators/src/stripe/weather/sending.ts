import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { failure, rateLimited, type Answer } from '../rest/answer.ts'
import type { Mishap } from './weather.ts'

/** What is sent and how, after the weather has got at it. */
export interface Parcel {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** The error that stands in the place of an answer. */
export function mishapAnswer(mishap: Extract<Mishap, { kind: 'status' }>): Answer {
  const { status, reason, retryAfter, shouldRetry } = mishap
  const headers = {
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...(shouldRetry !== undefined && { 'stripe-should-retry': String(shouldRetry) }),
  }
  const isOurs = status >= 500
  const code = reason ?? (status === 429 ? 'rate_limit' : undefined)
  return failure(
    status,
    {
      type: isOurs ? 'api_error' : 'invalid_request_error',
      message: isOurs ? 'An error occurred internally within Stripe.' : (refusals[status] ?? ''),
      ...(code !== undefined && { code }),
    },
    headers,
  )
}

const refusals: Readonly<Record<number, string>> = {
  409: 'There is currently another in-progress request using this object.',
  429: rateLimited,
}

/** Sends a parcel as the weather has it: whole, in half, in pieces, or not at all. */
export async function send(
  response: ServerResponse,
  { status, headers, text }: Parcel,
  mishap: Mishap | undefined,
): Promise<void> {
  const body = Buffer.from(text, 'utf8')
  const length = String(body.byteLength)
  if (mishap?.kind === 'reset') {
    response.destroy()
    return
  }
  response.writeHead(status, { ...headers, 'content-length': length })
  if (mishap?.kind === 'truncated') {
    const half = body.subarray(0, Math.floor(body.byteLength / 2))
    // The half must be on its way before the line is cut.
    await new Promise<void>((resolve) => {
      response.write(half, () => {
        resolve()
      })
    })
    response.destroy()
    return
  }
  if (mishap?.kind === 'slowBody') {
    await sendSlowly(response, body, mishap.overMs)
    return
  }
  response.end(body)
}

const pieces = 5

async function sendSlowly(response: ServerResponse, body: Buffer, overMs: number): Promise<void> {
  const size = Math.ceil(body.byteLength / pieces)
  for (let start = 0; start < body.byteLength; start += size) {
    response.write(body.subarray(start, start + size))
    await sleep(overMs / pieces)
  }
  response.end()
}
