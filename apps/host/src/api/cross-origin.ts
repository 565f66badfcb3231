import type { GoodToken } from '../store/index.ts'
import { problem } from './problem.ts'

const methods = 'POST, PUT, PATCH, DELETE'
const headers = 'authorization, content-type, idempotency-key'
const preflightSeconds = 600

/** What lets a page of another site send its request and see that it was taken. */
export function crossOriginHeaders(origin: string): Readonly<Record<string, string>> {
  return { 'access-control-allow-origin': origin, vary: 'Origin' }
}

/**
 * Answers whether a page may send what it is about to. It comes without the token, so any browser's token that lists the page counts.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightAnswer(
  origin: string | undefined,
  tokens: readonly GoodToken[],
): Response {
  const isListed = tokens.some(
    ({ token }) =>
      token.kind === 'browser' && origin !== undefined && token.origins.includes(origin),
  )
  if (origin === undefined || !isListed)
    return problem(403, 'Pages of this origin may not ask here.', { headers: { vary: 'Origin' } })
  return new Response(null, {
    status: 204,
    headers: {
      ...crossOriginHeaders(origin),
      'access-control-allow-methods': methods,
      'access-control-allow-headers': headers,
      'access-control-max-age': String(preflightSeconds),
    },
  })
}
