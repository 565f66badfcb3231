import type { Context, Next } from 'hono'

/** Adds to every problem whom people ask who cannot go on, where the operator named somebody. */
export function namedSupport(support: string | undefined) {
  return async (context: Context, next: Next): Promise<void> => {
    await next()
    const { headers, status } = context.res
    const isProblem = headers.get('content-type')?.startsWith('application/problem+json') === true
    if (support === undefined || !isProblem) return
    const told = (await context.res.json()) as object
    const named = new Headers(headers)
    named.delete('content-length')
    // What was there is taken away first: its headers would be added to those of the new one.
    context.res = undefined
    context.res = new Response(JSON.stringify({ ...told, support }), { status, headers: named })
  }
}
