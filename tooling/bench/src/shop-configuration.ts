import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

/** Reads a simulated shop without limits, so that what is measured is the work. */
export function shopConfiguration({
  url,
  consumerKey,
  consumerSecret,
}: Pick<SimulatedWooCommerce, 'url' | 'consumerKey' | 'consumerSecret'>): string {
  return `
version: 1
organisation: bench
store: ./cartograph.db
connections:
  shop:
    connector: woocommerce
    budgets: off
    config: { url: ${url}, consumerKey: ${consumerKey}, consumerSecret: ${consumerSecret} }
`
}
