import { connectorConnection } from './connector-connection.ts'
import { bundleScript } from '@cartograph/connector-data-studio/bundle-script'
import { dataStudio } from '@cartograph/connector-data-studio'
import { woocommerce } from '@cartograph/connector-woocommerce'
import { simulatedShop } from '@cartograph/simulators'
import {
  startScript,
  studioOf,
  type RunningScript,
  type Studio,
} from '@cartograph/simulators/data-studio'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { onTestFinished } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import type { Connection } from '../config/index.ts'
import { followCustomers, isFollowed } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { countRecords } from '../store/index.ts'
import { scriptedHost, until, type ScriptedHost } from './scripted-host.ts'

/** Where the script believes the host to be. */
const origin = 'https://data.example'

export interface StudioWorld {
  readonly host: ScriptedHost
  readonly script: RunningScript
  readonly studio: Studio
  /** What is typed into Data Studio. */
  readonly path: string
  readonly key: string
  readonly revokeKey: () => Promise<void>
}

/** A host with the surface of reports, and the built script in a sandbox of Apps Script, not connected yet. */
export async function studioWorld(
  connections: readonly Connection[] = [],
  now?: () => number,
): Promise<StudioWorld> {
  const host = await scriptedHost({
    connections: [...connections, reportsConnection()],
    ...(now !== undefined && { now }),
  })
  const { code } = await bundleScript()
  const script = await startScript({
    code,
    answer: (request) => host.app.request(request.url.replace(origin, 'http://localhost'), request),
  })
  onTestFinished(() => script.close())
  const issued = await host.call('/api/tokens', {
    method: 'POST',
    body: JSON.stringify({ name: 'data-studio', permissions: ['surfaces:call'] }),
  })
  const { token, secret } = (await issued.json()) as {
    readonly token: { readonly id: string }
    readonly secret: string
  }
  return {
    host,
    script,
    studio: studioOf(script),
    path: `${origin}${await host.addressOf('reports', 'surfaces.reports')}`,
    key: secret,
    revokeKey: async () => {
      await host.call(`/api/tokens/${token.id}/revoke`, { method: 'POST' })
    },
  }
}

/** A world whose host has read a whole simulated web shop. */
export async function shopStudioWorld(orders: number): Promise<StudioWorld> {
  const shop = await startWooCommerce({ shop: simulatedShop({ orders }) })
  onTestFinished(() => shop.close())
  const { url, consumerKey, consumerSecret } = shop
  const config = { url, consumerKey, consumerSecret }
  const connection: Connection = {
    ...connectorConnection(woocommerce, config, { id: 'shop' }),
    secrets: [consumerSecret],
    streams: ['orders', 'refunds', 'customers', 'products'],
    mappings: woocommerce.parts({ config, found: null }).mappings ?? [],
  }
  const world = await studioWorld([connection])
  const { host } = world
  const { store } = host.installation
  await host.call('/api/connections/shop/sync', { method: 'POST', body: '{}' })
  await host.begin()
  const wanted = shop.truth('orders').length
  await until(async () => {
    const { live } = await store.read((dialect, org) =>
      countRecords(dialect, org, { connection: 'shop', stream: 'orders' }),
    )
    return live >= wanted && (await store.read(isFollowed))
  })
  return world
}

/** Brings persons and figures up to date with the rows of a store. */
async function followAll({ installation: { store } }: ScriptedHost): Promise<void> {
  const { signal } = new AbortController()
  await followCustomers(store, { signal })
  await followSales(store, { signal })
}

function reportsConnection(): Connection {
  return connectorConnection(dataStudio, {}, { id: 'reports' })
}

/** The month of the ledger, as Data Studio asks for it. */
export const ledgerOctober = {
  configParams: { currency: 'EUR' },
  dateRange: { startDate: '2026-10-01', endDate: '2026-10-31' },
}

/** The ledger that was worked out on paper, in a host that Data Studio is connected to. */
export async function ledgerStudio(): Promise<StudioWorld> {
  const world = await studioWorld([], () => Date.parse('2026-11-02T18:00:00Z'))
  await writeRows(world.host.installation.store, ledgerStoreRows)
  await followAll(world.host)
  await world.studio.connect(world.path, world.key)
  return world
}
