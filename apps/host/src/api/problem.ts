import { STATUS_CODES } from 'node:http'
import type { Fault } from '@cartograph/core'

/**
 * An error answer as problem details.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457 (read 2026-11-25)
 */
export function problem(
  status: number,
  detail: string,
  more: {
    readonly headers?: Readonly<Record<string, string>>
    readonly hint?: string
    /** Further members, for programs. */
    readonly more?: Readonly<Record<string, unknown>>
  } = {},
): Response {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(more.hint !== undefined && { hint: more.hint }),
    ...more.more,
  }
  return Response.json(body, {
    status,
    headers: { ...more.headers, 'content-type': 'application/problem+json' },
  })
}

/** What whoever asks is told once the host is about to stop: its successor will answer. */
export function stopping(status = 503): Response {
  return problem(status, 'The host is about to stop; ask again in a moment.', {
    headers: { 'retry-after': '5' },
  })
}

const statuses: Readonly<Record<Fault['kind'], number>> = {
  config: 400,
  auth: 401,
  permission: 403,
  record: 422,
  transient: 503,
  rateLimit: 429,
  contract: 500,
  conflict: 409,
  notFound: 404,
}

/** What a vendor answered on our way there: it is the vendor who refuses, and not this host. */
export function vendorProblem(fault: Fault): Response {
  if (fault.kind !== 'auth' && fault.kind !== 'permission') return faultProblem(fault)
  return problem(502, fault.message, { ...(fault.hint !== undefined && { hint: fault.hint }) })
}

/** A fault as an answer. What went wrong in code is for the log, not for whoever asked. */
export function faultProblem(fault: Fault): Response {
  if (fault.kind === 'contract') return problem(500, 'The host made a mistake; its log says which.')
  return problem(statuses[fault.kind], fault.message, {
    ...(fault.hint !== undefined && { hint: fault.hint }),
  })
}
