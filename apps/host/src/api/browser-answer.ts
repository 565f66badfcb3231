import { problem } from './problem.ts'

/**
 * What a browser's token is told: that the request was taken, or that it cannot be read.
 *
 * Anybody has such a token, so what depends on what is stored (a person who exists or not, or is erased) is answered like
 * everything else.
 */
export function browserAnswer({ status, headers }: Response): Response {
  const wait = headers.get('retry-after')
  const later = wait === null ? {} : { 'retry-after': wait }
  if (status === 429 || status === 503)
    return problem(status, 'Ask again later.', { headers: later })
  if (status >= 500) return problem(500, 'The host made a mistake.')
  if (status === 413) return problem(413, 'The body is too large.')
  if (status === 400 || status === 422)
    return problem(400, 'The request was not taken: it is not of the form that is expected.')
  return Response.json({ accepted: true }, { status: 202 })
}
