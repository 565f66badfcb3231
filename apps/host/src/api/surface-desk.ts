import type { Surface } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import { addressPath, newAddressToken, readAddress, replaceAddress } from '../store/index.ts'
import { knownParts } from '../work/index.ts'

/** A surface, where it is called, and how whoever calls proves who it is. */
export interface SurfaceState {
  readonly connection: string
  readonly name: string
  /** To be copied as it is; missing before the first `cartograph serve`. */
  readonly address?: string
  /** `address`: whoever knows it may call. `verify`: the connector checks by itself. */
  readonly takes: readonly string[]
}

export async function surfaceStates(installation: Installation): Promise<readonly SurfaceState[]> {
  const { configuration, store } = installation
  const states: SurfaceState[] = []
  for (const connection of configuration.connections.values()) {
    const { surfaces = {} } = await knownParts(store, connection)
    for (const [name, surface] of Object.entries(surfaces)) {
      const part = `surfaces.${name}`
      const found = await store.read((dialect, org) =>
        readAddress(dialect, org, connection.id, part),
      )
      const address = found && `${configuration.host?.url ?? ''}${addressPath(found)}`
      states.push({
        connection: connection.id,
        name,
        ...(address !== undefined && { address }),
        takes: takenBy(surface),
      })
    }
  }
  return states
}

function takenBy({ authentication }: Surface<unknown>): readonly string[] {
  if ('verify' in authentication) return ['verify']
  return authentication.accept.map((form) => {
    if (form === 'path') return 'address'
    if (typeof form === 'string') return `token as ${form}`
    return 'header' in form ? `token in the header ${form.header}` : `token in ?${form.query}=`
  })
}

/** Gives a surface another address, and says which; the one that it had leads nowhere from then on. */
export async function moveSurface(
  { configuration, store }: Installation,
  { connection, name }: Pick<SurfaceState, 'connection' | 'name'>,
): Promise<string> {
  const address = { connection, part: `surfaces.${name}`, token: newAddressToken() }
  await store.write((dialect, org) => replaceAddress(dialect, org, address))
  return `${configuration.host?.url ?? ''}${addressPath(address)}`
}
