import type { Fault } from '@cartograph/core'

const statuses: Readonly<Partial<Record<Fault['kind'], number>>> = {
  auth: 401,
  permission: 403,
  notFound: 404,
  record: 400,
  conflict: 400,
  rateLimit: 429,
  transient: 503,
}

/** An error as Sitoo writes them, in words for whoever stands at the till. */
export function errorAnswer({ kind, message, hint }: Fault): Response {
  const isTheirs = kind === 'record' || kind === 'notFound' || kind === 'auth'
  const statuscode = statuses[kind] ?? 500
  const errortext = isTheirs
    ? [message, hint].filter((text) => text !== undefined).join(' ')
    : 'The customers cannot be looked up at the moment. Try again, or sell without one.'
  return Response.json({ statuscode, errortext }, { status: statuscode })
}

/** The JSON of a call; `undefined` where it is none. */
export async function sentJson(request: Request): Promise<unknown> {
  return request.json().catch(() => undefined)
}
