import { createHmac, randomUUID } from 'node:crypto'

import { rawUrlEncoded } from '../rest/query-string.ts'

export interface Shop {
  readonly url: string
  readonly consumerKey: string
  readonly consumerSecret: string
}

export interface Got {
  readonly status: number
  readonly headers: Headers
  // What comes back is as different as the tests are; each knows what it asked for.
  readonly body: unknown
}

/** The parameters of a request with an OAuth signature, as any client that works would make them. */
export function signed(
  shop: Shop,
  method: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
  change: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const parameters: Record<string, string> = {
    ...query,
    oauth_consumer_key: shop.consumerKey,
    oauth_nonce: randomUUID(),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(Date.now() / 1_000)),
    ...change,
  }
  const joined = Object.keys(parameters)
    .toSorted()
    .map((key) => `${rawUrlEncoded(key)}=${rawUrlEncoded(parameters[key] ?? '')}`)
    .join('&')
  const base = [method, `${shop.url}/wp-json/${path}`, joined].map(rawUrlEncoded).join('&')
  const signature = createHmac('sha256', `${shop.consumerSecret}&`).update(base).digest('base64')
  return new URLSearchParams({ ...parameters, oauth_signature: signature })
}

export async function ask(
  shop: Shop,
  method: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Got> {
  const response = await fetch(
    `${shop.url}/wp-json/${path}?${signed(shop, method, path, query).toString()}`,
    {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    },
  )
  return { status: response.status, headers: response.headers, body: await response.json() }
}

export async function get(
  shop: Shop,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Got> {
  return await ask(shop, 'GET', path, query)
}

/** The rows of a list. */
export async function list(
  shop: Shop,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { body } = await get(shop, path, query)
  return body as readonly Readonly<Record<string, unknown>>[]
}
