import { eventLog, type EventLog, type EventWeather } from './events/event-log.ts'
import { shopFollower } from './history/follow-shop.ts'
import { seedShop } from './history/seed-shop.ts'
import type { StripeOptions } from './options.ts'
import { newestVersion } from './rest/version.ts'
import { openAccount, type Account } from './store/account.ts'
import { identifier } from './store/identifiers.ts'

/** An account with those that are connected to it, each with its events. */
export interface World {
  readonly own: Account
  readonly accounts: ReadonlyMap<string, Account>
  readonly logs: ReadonlyMap<Account, EventLog>
  /** Lets happen what is due by the clock. */
  catchUp(): void
}

export function openWorld(options: StripeOptions, weather: () => EventWeather): World {
  const { shop, seed = 1, livemode = false, apiVersion = newestVersion } = options
  const clock = options.now ?? (() => shop?.now() ?? Date.now())
  const logs = new Map<Account, EventLog>()
  const open = (id: string): Account => {
    const now = () => Math.floor(clock() / 1_000)
    const account = openAccount({ id, seed, livemode, apiVersion, now })
    logs.set(account, eventLog(account, weather))
    return account
  }
  const own = open(accountId(seed, 0))
  const accounts = new Map([[own.id, own]])
  const followers: (() => void)[] = []
  if (shop === undefined) {
    followers.push(() => {
      own.agenda.upTo(own.present())
    })
  } else {
    const { making, club } = seedShop(own, shop)
    followers.push(shopFollower(making, shop, club))
  }
  return {
    own,
    accounts,
    logs,
    catchUp() {
      for (const follow of followers) follow()
    },
  }
}

function accountId(seed: number, number: number): string {
  return identifier('acct_', seed, number).slice(0, 'acct_'.length + 16)
}
