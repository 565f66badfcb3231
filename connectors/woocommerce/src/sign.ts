import { createHmac, randomUUID } from 'node:crypto'
import type { Context } from '@cartograph/core'
import type { Settings } from './settings.ts'
import { homeAddress } from './home-address.ts'
import { isSiteIndex } from './site.ts'

/** Some hosts refuse requests that do not say what sent them. */
const userAgent = 'Cartograph'

/**
 * Signs one attempt: OAuth 1.0a over http, and over https the key and secret themselves, in the header or in the query.
 *
 * Whatever the vendor's client has put there is replaced, because a repeated nonce is refused.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication (read 2026-11-22)
 */
export async function signRequest(request: Request, context: Context<Settings>): Promise<Request> {
  const { config } = context
  const url = new URL(request.url)
  const inQuery = url.searchParams.has('consumer_key')
  url.search = unsigned(url.searchParams).toString()
  const headers = new Headers(request.headers)
  headers.delete('authorization')
  if (!headers.has('user-agent')) headers.set('user-agent', userAgent)
  if (!isSiteIndex(url)) {
    if (url.protocol === 'http:') {
      const signature = {
        home: await homeAddress(context),
        at: context.now(),
        nonce: randomUUID().replaceAll('-', ''),
      }
      addSignature(url, request.method, config, signature)
    } else if (inQuery) {
      url.searchParams.set('consumer_key', config.consumerKey)
      url.searchParams.set('consumer_secret', config.consumerSecret)
    } else headers.set('authorization', basic(config))
  }
  // A clone, so that the request can be signed again for another attempt.
  return new Request(new Request(url, request.clone()), { headers })
}

/** What was asked, without any credentials. The vendor's client names each parameter twice over http; PHP reads one. */
function unsigned(parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...new Map(parameters)].filter(([name]) => !/^(oauth|consumer)_/.test(name)),
  )
}

function basic({ consumerKey, consumerSecret }: Settings): string {
  return `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`
}

function addSignature(
  url: URL,
  method: string,
  { consumerKey, consumerSecret }: Settings,
  { home, at, nonce }: { readonly home: string; readonly at: number; readonly nonce: string },
): void {
  url.searchParams.set('oauth_consumer_key', consumerKey)
  url.searchParams.set('oauth_nonce', nonce)
  url.searchParams.set('oauth_signature_method', 'HMAC-SHA256')
  url.searchParams.set('oauth_timestamp', String(Math.floor(at / 1000)))
  const base = signatureBase(url, method, home)
  const signature = createHmac('sha256', `${consumerSecret}&`).update(base).digest('base64')
  url.searchParams.set('oauth_signature', signature)
}

/** The shop signs its own home address, so a shop that is reached by another name must be asked in the home's name. */
export function signatureBase(url: URL, method: string, home: string): string {
  const parameters = [...url.searchParams]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const { host } = URL.canParse(home) ? new URL(home) : url
  return [method.toUpperCase(), `${url.protocol}//${host}${url.pathname}`, parameters]
    .map(encode)
    .join('&')
}

/** Percent-encoding of RFC 3986, in which fewer characters stay as they are than in the platform's. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
