import { eventLog, type EventLog } from './events/event-log.ts'
import { shopFollower } from './history/follow-shop.ts'
import { seedConnected } from './history/connected.ts'
import { syntheticRuns } from './history/synthetic.ts'
import { seedShop } from './history/seed-shop.ts'
import type { StripeOptions } from './options.ts'
import { newestVersion } from './rest/version.ts'
import { openAccount, type Account } from './store/account.ts'
import { identifier } from './store/identifiers.ts'
import type { Climate } from './weather/weather.ts'
import { dispatchOf, type Dispatch } from './webhooks/delivery.ts'
import { endpointsOf, type Endpoints } from './webhooks/endpoints.ts'

/** An account with those that are connected to it, each with its events, and whom these are told. */
export interface World {
  readonly own: Account
  readonly accounts: ReadonlyMap<string, Account>
  readonly logs: ReadonlyMap<Account, EventLog>
  readonly endpoints: Endpoints
  readonly dispatch: Dispatch
  /** Seconds, by which answers and webhooks are dated. */
  readonly datedAt: () => number
  /** Lets happen what is due by the clock. */
  catchUp(): void
}

export function openWorld(options: StripeOptions, climate: () => Climate): World {
  const { shop, seed = 1, livemode = false, apiVersion = newestVersion } = options
  const clock = options.now ?? (() => shop?.now() ?? Date.now())
  const now = () => Math.floor(clock() / 1_000)
  const open = (number: number, runs: Parameters<typeof openAccount>[0]['runs'] = {}) =>
    openAccount({ id: accountId(seed, number), seed, livemode, apiVersion, now, runs })
  const { size } = options
  const own: Account = open(
    0,
    size === undefined
      ? {}
      : syntheticRuns({ size, seed, livemode, until: now() - 3_600, account: () => own }),
  )
  const connected = Array.from({ length: options.accounts ?? 0 }, (_, index) => open(index + 1))
  const all = [own, ...connected]

  const endpoints = endpointsOf()
  // Others compare the date with their own clock, which a shop's clock is not.
  const datedAt = options.now === undefined ? () => Math.floor(Date.now() / 1_000) : now
  const dispatch = dispatchOf({
    platform: own,
    endpoints,
    weather: () => climate().webhooks,
    signedAt: datedAt,
  })
  const logs = new Map<Account, EventLog>()
  for (const account of all) {
    const { pending } = dispatch
    const log = eventLog({ account, weather: () => climate().events, pending })
    logs.set(account, log)
    dispatch.follow(account, log)
  }

  const seeded = shop === undefined ? undefined : seedShop(own, shop)
  const follow =
    shop === undefined || seeded === undefined
      ? undefined
      : shopFollower(seeded.making, shop, seeded.club)
  for (const account of connected) seedConnected(own, account)
  return {
    own,
    accounts: new Map(all.map((account) => [account.id, account])),
    logs,
    endpoints,
    dispatch,
    datedAt,
    catchUp() {
      follow?.()
      for (const account of all) account.agenda.upTo(account.present())
    },
  }
}

function accountId(seed: number, number: number): string {
  return identifier('acct_', seed, number).slice(0, 'acct_'.length + 16)
}
