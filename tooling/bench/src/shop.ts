/** Requests, time and memory of the real command on a simulated WooCommerce shop. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce, type SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { measureSync, type StreamFigures } from './command.ts'
import { shopConfiguration } from './shop-configuration.ts'

export interface ShopRun {
  readonly name: string
  readonly requests: number
  /** Those that the connector's limits count: not the shop's index. */
  readonly limitedRequests: number
  /** How long the default limits make it last at least. */
  readonly limitedMs: number
  readonly durationMs: number
  /** Processor time of the command, without the shop's. */
  readonly computedMs: number
  readonly peakMemory: number
  readonly read: number
  readonly written: number
  readonly deleted: number
  readonly streams: readonly StreamFigures[]
}

export interface ShopFigures {
  readonly orders: number
  readonly customers: number
  readonly products: number
  readonly runs: readonly ShopRun[]
}

/** The connector's `requestsPerMinute` where the settings say nothing. */
const requestsPerMinute = 240
const changed = 100

/** Loads a shop with about so many orders, looks again, looks for changes, and for what is gone; all without limits. */
export async function measureShop(
  orders: number,
  options: { readonly profiles?: string } = {},
): Promise<ShopFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-shop-'))
  const shop = simulatedShop({ orders: Math.ceil(orders / webShare), startsAt: Date.now() })
  shop.advance(Date.now() - shop.now())
  // What is done by hand is dated by the machine's clock, as the answers are.
  const store = await startWooCommerce({ shop, now: Date.now })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), shopConfiguration(store))
    const run = async (name: string, words: readonly string[] = []) =>
      measured(name, store, () => measureSync(folder, words, profiling(options.profiles)))
    const first = await run('first load')
    const again = await run('nothing changed')
    change(store)
    const changes = await run(`${changed} orders changed`)
    const sweep = await run('sweep', ['--sweep'])
    return {
      orders: store.truth('orders').length,
      customers: store.truth('customers').length,
      products: store.truth('products').length,
      runs: [first, again, changes, sweep],
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** Of a simulated merchant's orders, those of its web shop; the others are the till's. */
const webShare = 0.68

async function measured(
  name: string,
  { log }: SimulatedWooCommerce,
  sync: () => ReturnType<typeof measureSync>,
): Promise<ShopRun> {
  const before = log.length
  const { streams, ...figures } = await sync()
  const asked = log.slice(before)
  const limited = asked.filter(({ path }) => path.includes('/wc/v3/')).length
  const sum = (count: (stream: StreamFigures) => number) =>
    streams.reduce((total, stream) => total + count(stream), 0)
  return {
    name,
    requests: asked.length,
    limitedRequests: limited,
    limitedMs: (limited / requestsPerMinute) * 60_000,
    ...figures,
    read: sum(({ read }) => read),
    written: sum(({ written }) => written),
    deleted: sum(({ deleted }) => deleted),
    streams,
  }
}

/** Changes as many orders, evenly over the shop: most are edited, some get a refund, some go to the trash. */
function change(store: SimulatedWooCommerce): void {
  const { admin } = store
  const paid = store.truth('orders').filter(({ status }) => status === 'completed')
  for (let each = 0; each < changed; each += 1) {
    const id = Number(paid[Math.floor((each * paid.length) / changed)]?.['id'])
    if (each % 10 === 0) admin.trashOrder(id)
    else if (each % 10 < 3) admin.refundOrder(id, { amount: '1.00' })
    else admin.updateOrder(id, { customer_note: `Leave it at the door ${each}.` })
  }
}

function profiling(folder: string | undefined): readonly string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}
