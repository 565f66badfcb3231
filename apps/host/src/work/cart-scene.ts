import { factorTo, rankedRates, rateTable } from '../analytics/index.ts'
import { openAction, type CartScene } from '../automation/index.ts'
import type { CartRule } from '../config/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'
import { catchUpCustomers, isFollowed, makeLink } from '../customers/index.ts'
import { followConsents, storedConsents } from '../delivery/index.ts'
import type { Clock } from '../queue/index.ts'

const dayMs = 86_400_000
const noRules: ReadonlyMap<string, CartRule> = new Map()

export interface CartInstallation extends Installation {
  readonly clock: Clock
  readonly now: () => number
  readonly engine: RunOptions
}

export interface CartSceneOptions extends Pick<CartScene, 'signal' | 'retryAfterMs' | 'onMessage'> {
  /** Takes in what was said of consents before it asks. Default true; a store that is open for reading alone cannot. */
  readonly learns?: boolean
  /** Deliveries whose rows waited for what was said of consents. */
  readonly onReleased?: (deliveries: readonly string[]) => void
}

/** Puts together what carts are followed and written about with. */
export async function cartScene(
  installation: CartInstallation,
  { learns = true, onReleased, ...options }: CartSceneOptions,
): Promise<CartScene> {
  const { configuration, store, clock, now } = installation
  const { carts: rules = noRules, customers, host } = configuration
  const url = host?.url ?? ''
  const deliveries = [...configuration.deliveries.values()]
  return {
    store,
    rules,
    now,
    url,
    ...options,
    catchUp: () => catchUpCustomers(store, { settings: customers, now }),
    arePersonsCurrent: isFollowed,
    consents: (unknown) => async (subjects) => {
      const released = learns ? await followConsents(store, deliveries, clock, options.signal) : []
      if (released.length > 0) onReleased?.(released)
      return storedConsents(store, clock, unknown)(subjects)
    },
    exchange: await exchangeOf(installation, rules),
    open: (through) => openAction(installation, through),
    unsubscribeLink: (address) =>
      makeLink(
        { store, url, now },
        { purpose: 'unsubscribe', channel: 'email', address, topic: 'marketing' },
      ),
  }
}

/** The rates of today, where any rule compares amounts. */
async function exchangeOf(
  { store, now }: CartInstallation,
  rules: ReadonlyMap<string, CartRule>,
): Promise<CartScene['exchange']> {
  if ([...rules.values()].every(({ minimum }) => minimum.size === 0)) return () => undefined
  const table = rateTable(await store.read(rankedRates))
  const today = Math.floor(now() / dayMs)
  return (from, to) => factorTo(table, to)(from, today)
}
