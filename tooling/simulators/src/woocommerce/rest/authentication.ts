import { createHmac, timingSafeEqual } from 'node:crypto'

import { minuteMs } from '../../shop/durations.ts'
import { refusal, type Answer } from './answer.ts'
import type { ApiKeys, ApiKey } from './api-keys.ts'
import { rawUrlEncoded, type Query } from './query-string.ts'

export interface Credentials {
  readonly method: string
  /** Without the query, as it was called. */
  readonly path: string
  readonly query: Query
  readonly authorization: string | undefined
  readonly secure: boolean
}

/** Who asks: a key, nobody (which is no error yet), or somebody who failed to prove who they are. */
export type Identity =
  | { readonly kind: 'key'; readonly key: ApiKey }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'refused'; readonly answer: Answer }

const nobody: Identity = { kind: 'nobody' }
/** How long a nonce is remembered, and how old a timestamp may be. */
const signatureWindowMs = 15 * minuteMs

/**
 * Finds out who asks, as WooCommerce does: over https by Basic or the query, over either by OAuth 1.0a with one leg.
 *
 * The base string holds the store's home and not the host that was called. Messages are those recorded from 11.0.1.
 *
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-rest-authentication.php (read 2026-11-22)
 */
export function identify(
  keys: ApiKeys,
  credentials: Credentials,
  store: { readonly homeUrl: string; readonly now: number },
): Identity {
  if (credentials.secure) {
    const basic = byBasic(keys, credentials)
    if (basic.kind !== 'nobody') return basic
  }
  return byOAuth(keys, credentials, store)
}

function byBasic(keys: ApiKeys, { query, authorization }: Credentials): Identity {
  const [, encoded] = /^Basic\s+(.+)$/iu.exec(authorization ?? '') ?? []
  const [user, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':')
  const consumerKey = query.get('consumer_key') ?? user ?? ''
  const consumerSecret = query.get('consumer_secret') ?? rest.join(':')
  const key = keys.find(consumerKey)
  if (key === undefined) {
    const byPassword = keys.byPassword(user ?? '', rest.join(':'))
    return byPassword === undefined ? nobody : { kind: 'key', key: byPassword }
  }
  if (consumerSecret === '') return nobody
  return same(key.consumerSecret, consumerSecret)
    ? { kind: 'key', key }
    : refused('Consumer secret is invalid.')
}

const oauthNames = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const

function byOAuth(
  keys: ApiKeys,
  { method, path, query, authorization }: Credentials,
  { homeUrl, now }: { readonly homeUrl: string; readonly now: number },
): Identity {
  const header = oauthHeader(authorization)
  const sent = (name: string) => header.get(name) ?? query.get(name)
  const missing = oauthNames.filter((name) => (sent(name) ?? '') === '')
  if (missing.length === oauthNames.length) return nobody
  if (missing.length > 0) return refused(`Missing OAuth parameters ${missing.join(', ')}`)

  const key = keys.find(sent('oauth_consumer_key') ?? '')
  if (key === undefined) return refused('Consumer key is invalid.')

  const algorithm = sent('oauth_signature_method')
  if (algorithm !== 'HMAC-SHA256' && algorithm !== 'HMAC-SHA1') {
    return refused('Invalid signature - signature method is invalid.')
  }
  const expected = createHmac(
    algorithm === 'HMAC-SHA256' ? 'sha256' : 'sha1',
    `${key.consumerSecret}&`,
  )
    .update(baseString(method, `${homeUrl}${path}`, [...query.pairs, ...header]))
    .digest('base64')
  // A plus that was not encoded arrives as a blank.
  const given = (sent('oauth_signature') ?? '').replaceAll(' ', '+')
  if (!same(expected, given))
    return refused('Invalid signature - provided signature does not match.')

  const timestamp = Number(sent('oauth_timestamp')) * 1_000
  if (!(Math.abs(now - timestamp) <= signatureWindowMs)) return refused('Invalid timestamp.')
  const nonce = sent('oauth_nonce') ?? ''
  if (!keys.spend(key, nonce, now, signatureWindowMs)) {
    return refused('Invalid nonce - nonce has already been used.')
  }
  return { kind: 'key', key }
}

function baseString(
  method: string,
  url: string,
  pairs: readonly (readonly [string, string])[],
): string {
  const joined = pairs
    .filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    .map(([name, value]) => [rawUrlEncoded(name), rawUrlEncoded(value)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map((pair) => pair.join('='))
    .join('&')
  return [method, url, joined].map(rawUrlEncoded).join('&')
}

function oauthHeader(authorization: string | undefined): ReadonlyMap<string, string> {
  const [, text = ''] = /^OAuth\s+(.+)$/iu.exec(authorization ?? '') ?? []
  return new Map(
    [...text.matchAll(/(\w+)="([^"]*)"/gu)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  )
}

function refused(message: string): Identity {
  return { kind: 'refused', answer: refusal(401, 'woocommerce_rest_authentication_error', message) }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
