import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection, Delivery } from '../config/index.ts'
import { openLines, type Installation, type RunOptions } from '../connections/index.ts'
import { push, type PushOptions } from '../delivery/index.ts'
import { sync, type SyncOptions } from '../engine/index.ts'
import { openStore, rowsAfter, type Store } from '../store/index.ts'
import { newStorePlace } from './test-stores.ts'

/** Waits that are over at once. */
export const noWaits = { retryMs: 0, longestRetryMs: 0, pauseMs: 0, scale: 0, sweepMs: 86_400_000 }

export interface ScriptedInstallation {
  readonly store: Store
  installation(connections: readonly Connection[], deliveries: readonly Delivery[]): Installation
  sync(connection: Connection, options?: Partial<SyncOptions>): ReturnType<typeof sync>
  push(
    connections: readonly Connection[],
    deliveries: readonly Delivery[],
    engine?: RunOptions,
    options?: Partial<PushOptions>,
  ): ReturnType<typeof push>
  /** The live rows of an entity, as their ids and totals. */
  rows(entity?: string): Promise<Readonly<Record<string, number>>>
  /** Closes the store and opens it again, as another process would. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** A store of its own, with the engine around it. */
export async function scriptedInstallation(): Promise<ScriptedInstallation> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-host-'))
  const place = await newStorePlace()
  const { signal } = new AbortController()
  const open = () => openStore({ store: place.address, organisation: 'nordlys' })
  let store = await open()
  let lines = openLines()
  const installation = (
    connections: readonly Connection[],
    deliveries: readonly Delivery[],
  ): Installation => ({
    store,
    lines,
    configuration: {
      file: join(folder, 'cartograph.yaml'),
      folder,
      organisation: 'nordlys',
      store: place.address,
      connections: new Map(connections.map((each) => [each.id, each])),
      deliveries: new Map(deliveries.map((each) => [each.id, each])),
    },
  })
  return {
    get store() {
      return store
    },
    installation,
    sync: (connection, options) =>
      sync(installation([connection], []), {
        signal,
        ...options,
        engine: { waits: noWaits, ...options?.engine },
      }),
    push: (connections, deliveries, engine, options) =>
      push(installation(connections, deliveries), {
        signal,
        ...options,
        engine: { waits: noWaits, ...engine },
      }),
    rows: async (entity = 'order') => {
      const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 10_000))
      return Object.fromEntries(
        rows
          .filter((row) => !row.deleted)
          .map((row) => [row.id, (JSON.parse(row.data) as { total: number }).total]),
      )
    },
    restart: async () => {
      await store.close()
      store = await open()
      lines = openLines()
    },
    close: async () => {
      await store.close()
      await place.remove()
      rmSync(folder, { recursive: true })
    },
  }
}
