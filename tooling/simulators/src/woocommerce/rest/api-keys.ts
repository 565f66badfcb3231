import { createHash } from 'node:crypto'

export interface ApiKey {
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly permissions: 'read' | 'write' | 'read_write' | 'none'
  /** Whether the key's user may manage the shop; false for a subscriber, who may see nothing. */
  readonly capable: boolean
}

export interface ApiKeys {
  find(consumerKey: string): ApiKey | undefined
  create(options?: Partial<Pick<ApiKey, 'permissions' | 'capable'>>): ApiKey
  revoke(consumerKey: string): void
  /** False if the nonce was used with this key already. */
  spend(key: ApiKey, nonce: string, now: number, windowMs: number): boolean
}

/** Keys that are the same for the same seed. */
export function apiKeys(seed: number): ApiKeys {
  const keys = new Map<string, ApiKey>()
  const nonces = new Map<string, Map<string, number>>()
  let made = 0
  return {
    find: (consumerKey) => keys.get(consumerKey),
    create({ permissions = 'read_write', capable = true } = {}) {
      made += 1
      const hex = (kind: string) =>
        createHash('sha1').update(`${kind} ${seed} ${made}`).digest('hex')
      const key: ApiKey = {
        consumerKey: `ck_${hex('key')}`,
        consumerSecret: `cs_${hex('secret')}`,
        permissions,
        capable,
      }
      keys.set(key.consumerKey, key)
      return key
    },
    revoke(consumerKey) {
      keys.delete(consumerKey)
    },
    spend({ consumerKey }, nonce, now, windowMs) {
      const used = nonces.get(consumerKey) ?? new Map<string, number>()
      nonces.set(consumerKey, used)
      if (used.has(nonce)) return false
      used.set(nonce, now)
      // Nonces come in the order of time, so the old ones stand in front.
      for (const [old, at] of used) {
        if (at >= now - windowMs) break
        used.delete(old)
      }
      return true
    },
  }
}
