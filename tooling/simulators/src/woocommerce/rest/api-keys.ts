import { createHash } from 'node:crypto'

export interface ApiKey {
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly permissions: 'read' | 'write' | 'read_write' | 'none'
  /** Whether the key's user may manage the shop; false for a subscriber, who may see nothing. */
  readonly capable: boolean
}

export interface ApplicationPassword {
  readonly user: string
  readonly password: string
}

export interface ApiKeys {
  find(consumerKey: string): ApiKey | undefined
  create(options?: Partial<Pick<ApiKey, 'permissions' | 'capable'>>): ApiKey
  revoke(consumerKey: string): void
  /** A password of WordPress's own for the administrator, in groups of four. It works by Basic over https. */
  createPassword(): ApplicationPassword
  /** The key that a user and a password come to. Blanks in the password do not count. */
  byPassword(user: string, password: string): ApiKey | undefined
  /** False if the nonce was used with this key already. */
  spend(key: ApiKey, nonce: string, now: number, windowMs: number): boolean
}

/** Keys that are the same for the same seed. */
export function apiKeys(seed: number): ApiKeys {
  const keys = new Map<string, ApiKey>()
  const nonces = new Map<string, Map<string, number>>()
  const passwords = new Set<string>()
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
    createPassword() {
      made += 1
      const hex = createHash('sha1').update(`password ${seed} ${made}`).digest('hex')
      const letters = hex.slice(0, 24)
      passwords.add(letters)
      return { user: 'admin', password: letters.replaceAll(/(.{4})(?=.)/gu, '$1 ') }
    },
    byPassword(user, password) {
      const letters = password.replaceAll(' ', '')
      if (user !== 'admin' || !passwords.has(letters)) return undefined
      return {
        consumerKey: user,
        consumerSecret: letters,
        permissions: 'read_write',
        capable: true,
      }
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
