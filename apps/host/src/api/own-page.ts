import type { Context } from 'hono'

/**
 * Whether a page of this very host sent a request, as its browser says; undefined: the request says nothing of pages, which those of
 * browsers always do when they change something.
 *
 * The port counts too: another program on the same machine is somebody else, although browsers send it the same cookies.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site (read 2026-11-26)
 */
export function isOwnPage({ req }: Context, publicUrl: string | undefined): boolean | undefined {
  const origin = req.header('origin')
  if (origin === undefined) {
    const site = req.header('sec-fetch-site')
    return site === undefined ? undefined : site === 'same-origin'
  }
  if (!URL.canParse(origin)) return false
  const host = (req.header('host') ?? new URL(req.url).host).toLowerCase()
  const known = publicUrl === undefined ? undefined : new URL(publicUrl)
  const sender = new URL(origin)
  // Under its public name the host is reached by its public scheme alone.
  return known?.host === host ? sender.origin === known.origin : sender.host === host
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request may change something. */
export function isChanging({ req }: Context): boolean {
  return !reading.has(req.method)
}
