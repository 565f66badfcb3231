import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

/** A folder with a configuration that reads a simulated shop, in pages so small that even a small shop has many. */
export function makeShopWorkspace({
  url,
  consumerKey,
  consumerSecret,
}: Pick<SimulatedWooCommerce, 'url' | 'consumerKey' | 'consumerSecret'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-shop-'))
  writeFileSync(
    join(folder, 'cartograph.yaml'),
    `
version: 1
organisation: nordlys
store: ./cartograph.db
connections:
  shop:
    connector: woocommerce
    budgets: off
    config:
      url: ${url}
      consumerKey: ${consumerKey}
      consumerSecret: ${consumerSecret}
      pageSize: 20
      concurrentRequests: 10
      requestsPerMinute: 6000
`,
  )
  return folder
}
