import { letterRow } from '../store/identifiers.ts'
import type { ApiKey } from './keys.ts'

/** Keys for tests: one of each sort, and as many restricted ones as are asked for. */
export interface Keys {
  readonly secret: string
  readonly publishable: string
  /** A secret key that was rolled, and is expired now. */
  readonly revoked: string
  /** A new key that may do only this, such as `rak_customer_read`. */
  restricted(permissions: readonly string[]): string
}

export interface KeyRing {
  readonly keys: Keys
  readonly find: (text: string) => ApiKey | undefined
}

export function keyRing(options: {
  readonly account: string
  readonly livemode: boolean
  readonly seed: number
}): KeyRing {
  const { account, livemode, seed } = options
  const mode = livemode ? 'live' : 'test'
  const ring = new Map<string, ApiKey>()
  const add = (prefix: string, key: Omit<ApiKey, 'text' | 'account'>): string => {
    const text = `${prefix}_${mode}_${letterRow(99, seed, prefix, ring.size)}`
    ring.set(text, { ...key, text, account })
    return text
  }
  return {
    keys: {
      secret: add('sk', { state: 'valid' }),
      publishable: add('pk', { state: 'valid', publishable: true }),
      revoked: add('sk', { state: 'expired' }),
      restricted: (permissions) => add('rk', { state: 'valid', permissions: new Set(permissions) }),
    },
    find: (text) => ring.get(text),
  }
}
