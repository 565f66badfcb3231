import { fileURLToPath } from 'node:url'
import { simulatedShop } from '@cartograph/simulators'
import { startRule } from '@cartograph/simulators/rule'
import { startMailServer } from '@cartograph/simulators/smtp'
import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { startHost, type ServingHost } from '../serving-host.ts'
import { startWarehouse } from '../warehouse.ts'
import { picturedAt } from './moved-clock.ts'

const configuration = fileURLToPath(new URL('../../guide-configuration', import.meta.url))
const clock = new URL('host-clock.ts', import.meta.url).href
const orders = 900
const days = 300

/** What a vendor gives whoever connects it. */
interface Vendors {
  readonly shop: { readonly url: string; readonly key: string; readonly secret: string }
  readonly stripe: { readonly url: string; readonly key: string }
  readonly rule: { readonly url: string; readonly key: string }
  readonly mail: { readonly host: string; readonly port: number }
  readonly warehouse: { readonly url: string }
}

/** A host in which nothing is set up yet, beside vendors that wait to be connected. */
export interface GuideStage extends ServingHost {
  readonly vendors: Vendors
  /** Asks the API as somebody who may do everything. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>
}

/** @param clockMs how much later the clock of the host is than that of the machine. */
export async function openGuideStage(clockMs: number): Promise<GuideStage> {
  const shop = simulatedShop({ orders, days, startsAt: picturedAt })
  const [store, stripe, rule, mail, warehouse] = await Promise.all([
    startWooCommerce({ shop }),
    startStripe({ shop }),
    startRule(),
    startMailServer({ tls: 'never', login: false }),
    startWarehouse(),
  ])
  const closeVendors = async () => {
    await Promise.all([store, stripe, rule, mail, warehouse].map((vendor) => vendor.close()))
  }
  try {
    const host = await startHost({
      configuration,
      preload: [clock],
      environment: {
        GUIDES_CLOCK_MS: `${clockMs}`,
        CARTOGRAPH_KEY: Buffer.alloc(32, 'guides').toString('base64'),
      },
      tell: () => undefined,
    })
    return {
      ...host,
      vendors: {
        shop: { url: store.url, key: store.consumerKey, secret: store.consumerSecret },
        stripe: { url: stripe.url, key: stripe.keys.secret },
        rule: { url: rule.apiBase, key: rule.apiKey },
        mail: { host: mail.host, port: mail.port },
        warehouse: { url: warehouse.url },
      },
      ask: askerOf(host),
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

function askerOf({ url, token }: ServingHost): GuideStage['ask'] {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'PUT' && { 'if-none-match': '*' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
