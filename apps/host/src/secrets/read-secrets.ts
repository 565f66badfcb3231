import { existsSync } from 'node:fs'
import type { Environment, ReadSecrets } from '../config/index.ts'
import { isPostgres, openSecrets } from '../store/index.ts'
import { openSealedStore } from './open-sealed-store.ts'

/** Opens the secrets that a configuration takes, while it is read. A store that is not there yet has none. */
export function secretReader(environment: Environment): ReadSecrets {
  return async (from, names) => {
    if (!isPostgres(from.store) && !existsSync(from.store)) return new Map()
    const store = await openSealedStore(from, { environment, readOnly: true })
    try {
      return await store.read((dialect, org) => openSecrets(dialect, org, names))
    } finally {
      await store.close()
    }
  }
}
