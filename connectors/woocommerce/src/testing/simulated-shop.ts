import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { onTestFinished } from 'vitest'

/** A simulated shop that is closed when its test ends, and the settings that reach it. */
export async function simulatedShop(options: Parameters<typeof startWooCommerce>[0] = {}) {
  const shop = await startWooCommerce(options)
  onTestFinished(() => shop.close())
  const { url, consumerKey, consumerSecret } = shop
  return { shop, settings: { url, consumerKey, consumerSecret } }
}
