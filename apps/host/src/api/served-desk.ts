import type { Configuration, Delivery, ServeSettings } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { feedPlace } from '../feeds/index.ts'
import {
  addressPath,
  newAddressToken,
  readAddress,
  readServed,
  replaceAddress,
  servedVersions,
  type SinkPlace,
} from '../store/index.ts'
import { servedState, type ServedState } from './served-state.ts'

/** A document that a vendor fetches: where, and how it stands. */
export interface ServedDocument extends SinkPlace {
  /** Below the host's public address, or a path where it has none; missing before the first push. */
  readonly address?: string
  readonly state?: ServedState
  /** The newest first. */
  readonly versions: readonly {
    readonly version: string
    readonly items: number
    readonly bytes: number
    readonly madeAt: string
  }[]
}

/** The sinks that some delivery makes a document for, or is to, and the feeds. */
export async function servedDocuments({
  configuration,
  store,
}: Installation): Promise<readonly ServedDocument[]> {
  const places = new Map(
    [
      ...[...configuration.deliveries.values()].map(({ connection, sink }) => ({
        connection,
        sink,
      })),
      ...feedsIn(configuration).map(feedPlace),
    ].map((place) => [`${place.connection}.${place.sink}`, place]),
  )
  return store.read(function* (dialect, org) {
    const documents: ServedDocument[] = []
    for (const place of places.values()) {
      const address = yield* readAddress(dialect, org, place.connection, `sinks.${place.sink}`)
      const served = yield* readServed(dialect, org, place)
      if (address === undefined && served === undefined) continue
      const versions = yield* servedVersions(dialect, org, place)
      documents.push({
        ...place,
        ...(address !== undefined && { address: urlOf(configuration, addressPath(address)) }),
        ...(served !== undefined && { state: servedState(served) }),
        versions: versions.map(({ hash, items, bytes, madeAt }) => ({
          version: hash,
          items,
          bytes,
          madeAt: new Date(madeAt).toISOString(),
        })),
      })
    }
    return documents
  })
}

/** Gives a document another address, and says which; the one that it had leads nowhere from then on. */
export async function moveServed(
  { configuration, store }: Installation,
  { connection, sink }: SinkPlace,
): Promise<string> {
  const address = { connection, part: `sinks.${sink}`, token: newAddressToken() }
  await store.write((dialect, org) => replaceAddress(dialect, org, address))
  return urlOf(configuration, addressPath(address))
}

/** The deliveries whose items are in a document. */
export function deliveriesInto(
  configuration: Configuration,
  { connection, sink }: SinkPlace,
): readonly Delivery[] {
  return [...configuration.deliveries.values()].filter(
    (delivery) => delivery.connection === connection && delivery.sink === sink,
  )
}

/** How a document is served, as each says that makes it; empty: nobody makes one there. */
export function servedAs(
  configuration: Configuration,
  place: SinkPlace,
): readonly Pick<ServeSettings, 'basic'>[] {
  return [
    ...deliveriesInto(configuration, place).map(({ serve }) => serve ?? {}),
    ...feedsIn(configuration).filter((feed) => isSamePlace(feedPlace(feed), place)),
  ]
}

function feedsIn({ feeds }: Configuration) {
  return [...(feeds?.values() ?? [])]
}

function isSamePlace(one: SinkPlace, other: SinkPlace): boolean {
  return one.connection === other.connection && one.sink === other.sink
}

function urlOf({ host }: Configuration, path: string): string {
  return `${host?.url ?? ''}${path}`
}
