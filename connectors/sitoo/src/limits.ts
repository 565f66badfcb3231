import type { Connector } from '@cartograph/core'
import { leastEpochSecond } from './assumptions.ts'
import type { Settings } from './settings.ts'

type Definition = Required<Pick<Connector<Settings>, 'limits' | 'retryAfter' | 'sign'>>

/**
 * One request at a time: a second one of the same key is answered `429: Too many connections`, as clients of the API found.
 * Connections with the same key share the place.
 */
export const limits: Definition['limits'] = ({ baseUrl, apiId }) => ({
  key: { concurrent: 1, sharedBy: `${new URL(baseUrl).host}/${apiId}` },
})

export const sign: Definition['sign'] = (request, { config: { apiId, password } }) => {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Basic ${basicOf(`${apiId}:${password}`)}`)
  return new Request(request, { headers })
}

/** Base64 of the UTF-8 bytes. */
export function basicOf(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** Milliseconds that a 429 asks to wait, where it says so in `X-Rate-Limit-Reset`. */
export const retryAfter: Definition['retryAfter'] = (response, now) => {
  const header = response.headers.get('x-rate-limit-reset')
  if (response.status !== 429 || header === null || !/^\d{1,12}$/.test(header.trim()))
    return undefined
  const value = Number(header)
  return value > leastEpochSecond ? Math.max(0, value * 1000 - now) : value * 1000
}
