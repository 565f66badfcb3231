import { onTestFinished } from 'vitest'

import type { WooCommerceOptions } from '../options.ts'
import type { SimulatedWooCommerce } from '../simulated.ts'
import { startWooCommerce } from '../start.ts'

/** A store that closes with the test. */
export async function started(options: WooCommerceOptions = {}): Promise<SimulatedWooCommerce> {
  const store = await startWooCommerce(options)
  onTestFinished(() => store.close())
  return store
}
