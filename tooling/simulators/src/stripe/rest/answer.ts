import type { Json, JsonObject } from '../json.ts'

/** What the API answers with, before the weather gets at it. */
export interface Answer {
  readonly status: number
  readonly body: Json
  readonly headers?: Readonly<Record<string, string>>
}

export function ok(body: Json): Answer {
  return { status: 200, body }
}

/**
 * An error in Stripe's form. A code brings its page in the documentation with it.
 */
export function failure(
  status: number,
  error: {
    readonly type?: 'invalid_request_error' | 'api_error' | 'idempotency_error' | 'card_error'
    readonly code?: string
    readonly message: string
    readonly param?: string
  },
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { type = 'invalid_request_error', code, message, param } = error
  const body: JsonObject = {
    ...(code !== undefined && {
      code,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    }),
    message,
    ...(param !== undefined && { param }),
    type,
  }
  return { status, body: { error: body }, headers }
}

/** For what is found wrong in the middle of things. */
export interface Refused {
  readonly refused: Answer
}

export function refuse(...error: Parameters<typeof failure>): Error & Refused {
  return Object.assign(new Error(error[1].message), { refused: failure(...error) })
}

export function isRefused(thrown: unknown): thrown is Refused {
  return typeof thrown === 'object' && thrown !== null && 'refused' in thrown
}

export const rateLimited =
  'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.'
