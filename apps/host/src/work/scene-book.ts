import { faultOf } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionScene, type ConnectionScene } from '../engine/index.ts'
import { ensureAddresses, newAddressToken, readFinding } from '../store/index.ts'
import type { AddressBook } from './address-book.ts'
import type { Host } from './host.ts'
import { calledParts, fetchedParts, knownParts } from './known-parts.ts'

/** What each connection can do, as far as it is known without asking a vendor. */
export interface SceneBook {
  of(connection: string): ConnectionScene | undefined
  all(): readonly ConnectionScene[]
  /** The same, after a look whether another process has discovered more of the account. */
  fresh(connection: string): Promise<ConnectionScene | undefined>
  /** Looks again: a run may have discovered more of the account. */
  renew(connection: string): Promise<void>
}

export async function sceneBook(host: Host, addresses: AddressBook): Promise<SceneBook> {
  const { configuration, store, lines, signal, engine, clock, owner } = host
  const scenes = new Map<string, ConnectionScene>()
  /** When what the scenes are made of was discovered. */
  const foundAt = new Map<string, number | undefined>()
  const findingAt = async (id: string) => {
    const finding = await store.read((dialect, org) => readFinding(dialect, org, id))
    return finding?.at
  }
  const renew = async (connection: Connection) => {
    foundAt.set(connection.id, await findingAt(connection.id))
    const parts = await knownParts(store, connection)
    const line = lines.of(connection)
    const given = { store, connection, line, parts, signal, owner, engine, clock }
    scenes.set(connection.id, connectionScene(given))
    const missing = [...calledParts(parts), ...fetchedParts(parts)].filter(
      (part) => addresses.tokenOf(connection.id, part) === undefined,
    )
    if (missing.length === 0) return
    const { id } = connection
    await store.write((dialect, org) =>
      ensureAddresses(
        dialect,
        org,
        missing.map((part) => ({ connection: id, part, token: newAddressToken() })),
      ),
    )
    await addresses.renew()
  }
  // What is wrong with one connection keeps no other from being served.
  const tryRenew = async (connection: Connection) => {
    try {
      await renew(connection)
    } catch (error) {
      const { message } = faultOf(error, connection.id)
      host.log({ level: 'error', connection: connection.id, message })
    }
  }
  for (const connection of configuration.connections.values()) await tryRenew(connection)
  const renewNamed = async (id: string) => {
    const connection = configuration.connections.get(id)
    if (connection !== undefined) await tryRenew(connection)
  }
  return {
    of: (id) => scenes.get(id),
    all: () => [...scenes.values()],
    fresh: async (id) => {
      if ((await findingAt(id)) !== foundAt.get(id)) await renewNamed(id)
      return scenes.get(id)
    },
    renew: renewNamed,
  }
}
