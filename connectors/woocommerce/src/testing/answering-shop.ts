import type { JsonObject } from '@cartograph/core'
import { checkShop } from '../check.ts'
import { testContext } from './context.ts'
import { recorded } from './fixture.ts'

export const site: JsonObject = recorded('site-index')[0] ?? {}
const general = recorded('settings-general')

/** Answers a request itself, or leaves it to the shop. */
export type Handler = (url: URL, request: Request) => Response | undefined

/** A shop where everything is right, but for what a handler answers itself. */
export function shopAnswering(handle: Handler = () => undefined, home = 'https://shop.example') {
  return (request: Request): Response => {
    const url = new URL(request.url)
    const own = handle(url, request)
    if (own !== undefined) return own
    if (url.pathname.endsWith('/wp-json/')) return Response.json({ ...site, home })
    if (url.pathname.endsWith('/settings/general')) return Response.json(general)
    if (url.pathname.endsWith('/system_status'))
      return Response.json({ environment: { version: '11.0.1' } })
    return Response.json([])
  }
}

export const https = { url: 'https://shop.example' }

/** What a check says of such a shop. */
export function check(
  handle?: Handler,
  settings: Parameters<typeof testContext>[0] = https,
  home?: string,
) {
  return checkShop(testContext(settings, { answer: shopAnswering(handle, home) }))
}

/** An error as the API gives it. */
export function refusal(
  status: number,
  code: string,
  message = 'Sorry, you cannot list resources.',
): Response {
  return Response.json({ code, message, data: { status } }, { status })
}

export function isApi(url: URL): boolean {
  return url.pathname.includes('/wc/v3/')
}
