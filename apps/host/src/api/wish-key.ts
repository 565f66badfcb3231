import type { Context } from 'hono'
import { problem } from './problem.ts'

/**
 * The header by which a wish that is sent again is known.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ (read 2026-11-25)
 */
const keyHeader = 'idempotency-key'
const keyForm = /^[\x21-\x7E]{1,200}$/

/** The key that a request came with; undefined: none, or one of another form. */
export function keyOf(context: Context): string | undefined {
  const key = context.req.header(keyHeader)
  return key !== undefined && keyForm.test(key) ? key : undefined
}

export function hasKey(context: Context): boolean {
  return context.req.header(keyHeader) !== undefined
}

export function noKey(): Response {
  return problem(
    400,
    'Expected the header `Idempotency-Key`, up to 200 letters, digits and signs.',
    { hint: 'Send a new one with each wish, and the same one to ask again where no answer came.' },
  )
}
