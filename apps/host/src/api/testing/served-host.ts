import { onTestFinished } from 'vitest'
import type { Connection, Delivery } from '../../config/index.ts'
import { addressPath, listAddresses, rowsAfter, type Store } from '../../store/index.ts'
import { shortWaits } from '../../testing/scripted-host.ts'
import { noWaits, scriptedInstallation } from '../../testing/scripted-installation.ts'
import { serve } from '../serve.ts'
import { freePort } from './free-port.ts'

export interface ServedHost {
  readonly store: Store
  /** Where a vendor calls: the webhook of a connection, or another part such as `surfaces.till`. */
  readonly addressOf: (connection: string, part?: string) => Promise<string>
  /** The live rows of an entity. */
  readonly rowsOf: (entity: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** A host that listens, so that doubles of vendors can call it. It stops when the test ends, before whatever was opened earlier. */
export async function servedHost(
  connections: readonly Connection[],
  deliveries: readonly Delivery[] = [],
): Promise<ServedHost> {
  const installation = await scriptedInstallation()
  const { store } = installation
  const given = installation.installation(connections, deliveries)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const stopping = new AbortController()
  const listening = Promise.withResolvers<string>()
  const served = serve(
    { ...given, configuration: { ...given.configuration, host: { url } } },
    {
      address: '127.0.0.1',
      port,
      newToken: false,
      showToken: () => {},
      log: () => {},
      signal: stopping.signal,
      onListening: listening.resolve,
      waits: shortWaits,
      engine: { waits: noWaits },
    },
  )
  onTestFinished(async () => {
    stopping.abort()
    await served
    await installation.close()
  })
  await Promise.race([listening.promise, served])
  return {
    store,
    addressOf: async (connection, part = 'webhook') => {
      const all = await store.read(listAddresses)
      const known = all.find((each) => each.connection === connection && each.part === part)
      if (known === undefined) throw new Error(`${connection} has no address for ${part}.`)
      return `${url}${addressPath(known)}`
    },
    rowsOf: async (entity) => {
      const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 1000))
      return rows
        .filter(({ deleted }) => !deleted)
        .map(({ data }) => JSON.parse(data) as Readonly<Record<string, unknown>>)
    },
  }
}
