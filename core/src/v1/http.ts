import { fault, type Fault } from './fault.ts'

/**
 * The parsed body of a good answer.
 *
 * @throws the fault of `faultFrom` where the status is no success, and a `contract` fault where the body is no JSON, such
 * as a login page or a body cut off on the way.
 */
export async function json(response: Response): Promise<unknown> {
  if (!response.ok) throw await faultFrom(response)
  const text = await response.text()
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw fault(
      {
        kind: 'contract',
        message: `The answer is not JSON (${mediaType(response)}, ${text.length} characters).`,
        hint: 'A page for people, such as a log-in or maintenance page, may stand before the API; or the answer was cut off.',
        request: asked(response),
      },
      error,
    )
  }
}

/** The fault that an answer's status means by itself; a connector may know better. */
export async function faultFrom(response: Response): Promise<Error & Fault> {
  await response.body?.cancel()
  const request = asked(response)
  const { status } = response
  if (status === 401)
    return fault({ kind: 'auth', message: 'The vendor refused the credentials (401).', request })
  if (status === 403)
    return fault({
      kind: 'permission',
      message: 'The credentials lack a permission (403).',
      request,
    })
  if (status === 404 || status === 410)
    return fault({
      kind: 'notFound',
      message: `The vendor does not know this address (${status}).`,
      request,
    })
  if (status === 409)
    return fault({
      kind: 'conflict',
      message: 'The vendor reports a conflicting change (409).',
      request,
    })
  if (status === 429) {
    const retryAfterMs = retryAfter(response)
    return fault({
      kind: 'rateLimit',
      message: 'The vendor asks for fewer requests (429).',
      request,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  }
  if (status >= 500 || status === 408) {
    const retryAfterMs = retryAfter(response)
    return fault({
      kind: 'transient',
      message: `The vendor could not answer (${status}).`,
      request,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  }
  return fault({
    kind: 'contract',
    message: `The vendor refused the request (${status}).`,
    request,
  })
}

/** The request with `Authorization: Bearer …`. */
export function bearer(request: Request, token: string): Request {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${token}`)
  return new Request(request, { headers })
}

/** Milliseconds of a `Retry-After` header, in seconds or as a date against the answer's own `Date`. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after')
  if (value === null) return undefined
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const until = Date.parse(value)
  const from = Date.parse(response.headers.get('date') ?? '')
  return Number.isNaN(until) || Number.isNaN(from) ? undefined : Math.max(0, until - from)
}

/** What may be told of a request: never its query, which can carry secrets. */
function asked(response: Response): NonNullable<Fault['request']> {
  const requestId = response.headers.get('x-request-id') ?? response.headers.get('request-id')
  return {
    // An answer does not know its method; the host's fetch fills it in.
    method: '',
    route: response.url === '' ? '' : new URL(response.url).pathname,
    status: response.status,
    ...(requestId !== null && { requestId }),
  }
}

function mediaType(response: Response): string {
  return response.headers.get('content-type')?.split(';', 1)[0] ?? 'no content type'
}
