import type { Environment, SecretStore } from '../config/index.ts'
import { readKeyring, type Keyring } from '../sealing/index.ts'
import { openStore, type Store } from '../store/index.ts'

/** The keys that a configuration names; none where it names none. */
export async function keyringFor(
  { key, folder }: Pick<SecretStore, 'key' | 'folder'>,
  environment: Environment,
): Promise<Keyring | undefined> {
  return key === undefined ? undefined : readKeyring(key, { folder, environment })
}

/** Opens a store together with the keys that its configuration names. */
export async function openSealedStore(
  place: SecretStore,
  options: { readonly environment: Environment; readonly readOnly?: boolean },
): Promise<Store> {
  const { store, organisation } = place
  const { environment, readOnly = false } = options
  const keyring = await keyringFor(place, environment)
  return openStore({ store, organisation, readOnly, ...(keyring !== undefined && { keyring }) })
}
