import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { simulatedShop } from '@cartograph/simulators'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'

import type { Business } from './business.ts'
import type { Workspace } from './command.ts'

export interface StageOptions {
  readonly orders: number
  readonly seed: number
  /** Where the merchant's clock starts, milliseconds. Default: always the same day. */
  readonly startsAt?: number
  /** Where `cartograph serve` is to be reached. Default: its own default. */
  readonly hostUrl?: string
  /** Ends the commands that run. */
  readonly signal: AbortSignal
}

/** A merchant who is open for business, and a folder with a configuration that reads and delivers his data. */
export interface Stage {
  readonly business: Business
  /** What takes the web shop's payments. */
  readonly stripe: SimulatedStripe
  readonly workspace: Workspace
  /** Closes the web shop and its account at Stripe, and removes the folder unless it is to be kept. */
  close(keep: boolean): Promise<void>
}

const configuration = fileURLToPath(new URL('../configuration', import.meta.url))

export async function openStage(options: StageOptions): Promise<Stage> {
  const { orders, seed, startsAt, hostUrl = 'http://127.0.0.1:4700', signal } = options
  const shop = simulatedShop({ orders, seed, ...(startsAt !== undefined && { startsAt }) })
  const store = await startWooCommerce({ shop })
  const stripe = await startStripe({ shop })
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-demo-'))
  await cp(configuration, folder, { recursive: true })
  const environment = {
    WOOCOMMERCE_URL: store.url,
    WOOCOMMERCE_KEY: store.consumerKey,
    WOOCOMMERCE_SECRET: store.consumerSecret,
    STRIPE_URL: stripe.url,
    STRIPE_KEY: stripe.keys.secret,
    CARTOGRAPH_URL: hostUrl,
    // Each command is a process of its own; what Node compiles for the first serves the others.
    NODE_COMPILE_CACHE: join(folder, '.compiled'),
  }
  return {
    business: { shop, store },
    stripe,
    workspace: { folder, environment, signal },
    async close(keep) {
      await Promise.all([store.close(), stripe.close()])
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}
