import { fileURLToPath } from 'node:url'
import { simulatedShop } from '@cartograph/simulators'
import { startSitoo } from '@cartograph/simulators/sitoo'
import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { sellUnderHostileNames } from './hostile-names.ts'
import { startMarketingTools } from './marketing-tools.ts'
import { startHost, type ServingHost } from './serving-host.ts'
import { startWarehouse } from './warehouse.ts'

const configuration = fileURLToPath(new URL('../configuration', import.meta.url))

/** A host that serves beside a simulated web shop, what takes its payments, tills, and marketing tools. */
export type Stage = ServingHost

/** @param tell is told what the host logs. */
export async function openStage({
  orders,
  tell,
}: {
  readonly orders: number
  readonly tell: (line: string) => void
}): Promise<Stage> {
  const shop = simulatedShop({ orders, startsAt: Date.now() })
  const [store, stripe, warehouse, tills, tools] = await Promise.all([
    startWooCommerce({ shop }),
    startStripe({ shop }),
    startWarehouse(),
    startSitoo(),
    startMarketingTools(),
  ])
  sellUnderHostileNames(store)
  const closeVendors = async () => {
    await Promise.all([store, stripe, warehouse, tills, tools].map((vendor) => vendor.close()))
  }
  try {
    const host = await startHost({
      configuration,
      environment: {
        WOOCOMMERCE_URL: store.url,
        WOOCOMMERCE_KEY: store.consumerKey,
        WOOCOMMERCE_SECRET: store.consumerSecret,
        WAREHOUSE_URL: warehouse.url,
        STRIPE_URL: stripe.url,
        STRIPE_KEY: stripe.keys.secret,
        SITOO_URL: tills.baseUrl,
        SITOO_API_ID: tills.apiId,
        SITOO_PASSWORD: tills.password,
        ...tools.environment,
      },
      tell,
    })
    return {
      ...host,
      async close() {
        await host.close()
        await closeVendors()
      },
    }
  } catch (error) {
    await closeVendors()
    throw error
  }
}
