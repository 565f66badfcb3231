import { existsSync } from 'node:fs'
import type { Environment, ReadSecrets } from '../config/index.ts'
import { unseal } from '../sealing/index.ts'
import { isPostgres, openSecrets, sealedInBackup } from '../store/index.ts'
import { keyringFor, openSealedStore } from './open-sealed-store.ts'

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

/** The same while a store is filled from a backup: the secrets are those of the backup. */
export function backupSecretReader(file: string, environment: Environment): ReadSecrets {
  return async (from, names) => {
    const keyring = existsSync(file) ? await keyringFor(from, environment) : undefined
    if (keyring === undefined) return new Map()
    const sealed = sealedInBackup(file)
    return new Map(
      names.flatMap((name) => {
        const text = sealed.get(name)
        const place = { organisation: from.organisation, kind: 'secret', name } as const
        return text === undefined ? [] : [[name, unseal(keyring, place, text)] as const]
      }),
    )
  }
}
