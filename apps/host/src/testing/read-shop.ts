import { woocommerce } from '@cartograph/connector-woocommerce'
import type { JsonObject } from '@cartograph/core'
import { simulatedShop, type SimulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { onTestFinished } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import type { RunOptions } from '../connections/index.ts'
import { replayDelivery } from '../delivery/index.ts'
import type { Clock } from '../queue/index.ts'
import { readLetters, rowsAfter, type Letter } from '../store/index.ts'
import { connectorConnection } from './connector-connection.ts'
import { scriptedInstallation } from './scripted-installation.ts'

/** A shop that was read, from where it is delivered to a vendor. */
export interface ReadShop {
  readonly shop: SimulatedShop
  /** The clock by which things are delivered. */
  readonly clock: Clock
  /** Lets time pass by that clock. */
  later(ms: number): void
  /** Reads the shop again. */
  sync(): Promise<unknown>
  /** Pushes until nothing is left, each time ten minutes later. */
  pushAll(connection: Connection, deliveries: readonly Delivery[]): Promise<void>
  /** Sends again what failed of a delivery. */
  replay(connection: Connection, delivery: Delivery): Promise<void>
  /** The dead letters of a delivery. */
  letters(delivery: string): Promise<readonly Letter[]>
  /** The rows of an entity that are not deleted. */
  rows<Row extends JsonObject>(entity: string): Promise<readonly Row[]>
}

/** It ends with the test. What is delivered goes by `engine`. */
export async function readShop({
  orders,
  engine,
}: {
  readonly orders: number
  readonly engine: RunOptions
}): Promise<ReadShop> {
  const host = await scriptedInstallation()
  onTestFinished(() => host.close())
  const shop = simulatedShop({ orders })
  const served = await startWooCommerce({ shop })
  onTestFinished(() => served.close())
  const { url, consumerKey, consumerSecret } = served
  const config = { url, consumerKey, consumerSecret }
  const { mappings = [] } = woocommerce.parts({ config, found: null })
  const connection = connectorConnection(woocommerce, config, { id: 'shop', mappings })
  let aheadMs = 0
  const clock = { now: () => Date.now() + aheadMs, raise: () => {}, leadMs: () => 0 }
  const later = (ms: number) => {
    aheadMs += ms
  }
  await host.sync(connection)
  return {
    shop,
    clock,
    later,
    sync: () => host.sync(connection),
    pushAll: async (vendor, deliveries) => {
      const options = { longestWaitMs: 0 }
      for (let round = 0; round < 12; round += 1) {
        const { ok } = await host.push([vendor], deliveries, { ...engine, clock }, options)
        if (ok) return
        later(600_000)
      }
    },
    replay: async (vendor, delivery) => {
      await replayDelivery(host.installation([vendor], [delivery]), {
        delivery,
        keys: undefined,
        force: false,
        signal: new AbortController().signal,
        engine,
      })
    },
    letters: (part) =>
      host.store.read((dialect, org) =>
        readLetters(dialect, org, { side: 'delivery', part }, 1_000),
      ),
    rows: async <Row extends JsonObject>(entity: string) => {
      const all = await host.store.read((dialect, org) =>
        rowsAfter(dialect, org, entity, '', 10_000),
      )
      return all.filter(({ deleted }) => !deleted).map(({ data }) => JSON.parse(data) as Row)
    },
  }
}
