import type { Context, Next } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { chosenCoding } from './accepted-encoding.ts'
import { readPageFiles, type PageFile, type PageFiles } from './page-files.ts'
import { problem } from './problem.ts'

/** The page may load and ask what this host has, and nothing else; nobody may frame it but pages of these origins. */
export function pageHeaders(framers: readonly string[] = []) {
  const isFramed = framers.length > 0
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: isFramed ? [...framers] : ["'none'"],
    },
    // It knows no single origins.
    xFrameOptions: isFramed ? false : 'DENY',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    // Only who knows the public address can say that a domain is to be reached over TLS alone.
    strictTransportSecurity: false,
  })
}

const closedPage = pageHeaders()

/** What programs and links ask for; nothing of the page is there, and a mistyped address stays one. */
const elsewhere =
  /^\/(?:api|hooks|served|surfaces|pages|carts|share|health|ready|metrics|assets)(?:\/|$)/u

/**
 * Answers what no other route did with the page: its files, and its start wherever a browser goes within it.
 *
 * @param folder undefined: the page is not built, which is said at `/` alone.
 */
export function pageAnswer(folder: string | undefined) {
  let reading: Promise<PageFiles> | undefined
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const { path, method } = context.req
    if (folder === undefined && path === '/') return notBuilt()
    if (folder === undefined || (method !== 'GET' && method !== 'HEAD')) return pass(next)
    reading ??= readPageFiles(folder)
    const files = await reading
    const file = files.get(path) ?? (isPlaceInPage(context) ? files.get('/index.html') : undefined)
    if (file === undefined) return pass(next)
    await closedPage(context, () => Promise.resolve(undefined))
    return sentFile(context, file)
  }
}

async function pass(next: Next): Promise<undefined> {
  await next()
}

function isPlaceInPage({ req }: Context): boolean {
  return !elsewhere.test(req.path) && (req.header('accept') ?? '').includes('text/html')
}

/** A file of the page as it is sent, small where that is taken. */
export function sentFile(
  context: Context,
  { type, isHashed, plain, brotli }: PageFile,
  more: {
    readonly status?: 200 | 404
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): Response {
  const isSmall =
    brotli !== undefined && chosenCoding(context.req.header('accept-encoding')) === 'br'
  return context.body(isSmall ? brotli : plain, more.status ?? 200, {
    'content-type': type,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(isSmall && { 'content-encoding': 'br' }),
    ...more.headers,
  })
}

function notBuilt(): Response {
  return problem(404, 'The dashboard is not built here; the API is at /api.', {
    hint: 'From a checkout of the sources, `npm run build` makes it; then start the host again.',
  })
}
