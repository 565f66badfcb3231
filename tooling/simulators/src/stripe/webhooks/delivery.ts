import { draws } from '../../shop/random.ts'
import { assumptions } from '../assumptions.ts'
import type { EventLog, KeptEvent } from '../events/event-log.ts'
import { textIn } from '../json.ts'
import type { Account } from '../store/account.ts'
import type { WebhookWeather } from '../weather/weather.ts'
import type { Endpoint, Endpoints } from './endpoints.ts'
import { payloadOf } from './payload.ts'
import { post } from './post.ts'

/** One attempt to tell an endpoint of an event. */
export interface Delivered {
  readonly endpoint: string
  readonly event: string
  readonly type: string
  /** From 1. */
  readonly attempt: number
  /** What the endpoint answered; 0 where it could not be reached. */
  readonly status: number
}

interface Waiting {
  readonly account: Account
  readonly log: EventLog
  readonly home: Account
  readonly endpoint: string
  readonly event: KeptEvent
  readonly attempt: number
  readonly firstAt: number
  readonly dueAt: number
}

export interface Dispatch {
  /** Tells the endpoints of an account, and those of the platform that follow it, whatever happens in it. */
  follow(account: Account, log: EventLog): void
  /** Sends what is due by the account's clock, and tries again later what fails. */
  deliver(): Promise<readonly Delivered[]>
  /** How many endpoints have not been reached yet. */
  readonly pending: (event: string) => number
}

export function dispatchOf(options: {
  readonly platform: Account
  readonly endpoints: Endpoints
  readonly weather: () => WebhookWeather
  /** Seconds, for the date in signatures. */
  readonly signedAt: () => number
}): Dispatch {
  const { platform, endpoints, weather, signedAt } = options
  const { livemode, seed } = platform
  const chance = draws(seed, 8_501)
  const waiting: Waiting[] = []
  const pending = new Map<string, number>()
  const steps: readonly number[] = assumptions.webhookRetries[livemode ? 'live' : 'sandbox']

  const count = (event: string, change: 1 | -1) => {
    const now = (pending.get(event) ?? 0) + change
    if (now === 0) pending.delete(event)
    else pending.set(event, now)
  }

  const enqueue = (account: Account, log: EventLog, event: KeptEvent) => {
    const homes: readonly Account[] = account === platform ? [account] : [account, platform]
    for (const home of homes) {
      for (const endpoint of endpoints.enabled(home)) {
        const isAbroad = home !== account
        if (endpoint.isConnect !== isAbroad || !wants(endpoint, event)) continue
        const at = account.now()
        waiting.push({
          account,
          log,
          home,
          endpoint: endpoint.row.id,
          event,
          attempt: 1,
          firstAt: at,
          dueAt: at,
        })
        count(event.id, 1)
      }
    }
  }

  const attempt = async (item: Waiting): Promise<Delivered | undefined> => {
    const { account, log, event } = item
    const endpoint = endpoints.find(item.home, item.endpoint)
    // Whoever is disabled or gone is told nothing more.
    if (endpoint === undefined) {
      count(event.id, -1)
      return undefined
    }
    const body = JSON.stringify(payloadOf(account, log, event, endpoint), undefined, 2)
    const url = textIn(endpoint.row['url'])
    const status = await post({ url, body, at: signedAt(), secrets: endpoint.secrets, livemode })
    const step = steps[item.attempt - 1]
    const isDone = status >= 200 && status < 300
    if (!isDone && step !== undefined) {
      waiting.push({ ...item, attempt: item.attempt + 1, dueAt: item.firstAt + step })
    } else if (isDone) {
      count(event.id, -1)
    }
    return {
      endpoint: item.endpoint,
      event: event.id,
      type: event.type,
      attempt: item.attempt,
      status,
    }
  }

  const due = (): readonly Waiting[] => {
    const now = platform.present()
    const { lost, doubled, late, isReordered } = weather()
    const found: Waiting[] = []
    for (const item of waiting.splice(0)) {
      if (item.dueAt > now || chance.chance(late)) {
        waiting.push(item)
      } else if (chance.chance(lost)) {
        count(item.event.id, -1)
      } else {
        found.push(item)
        // The second copy is none of those that are waited for.
        if (chance.chance(doubled)) {
          count(item.event.id, 1)
          found.push(item)
        }
      }
    }
    if (!isReordered) return found
    return found
      .map((item) => ({ item, place: chance.unit() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ item }) => item)
  }

  return {
    follow(account, log) {
      log.listen((event) => {
        enqueue(account, log, event)
      })
    },
    async deliver() {
      const delivered: Delivered[] = []
      for (const item of due()) {
        const one = await attempt(item)
        if (one !== undefined) delivered.push(one)
      }
      return delivered
    },
    pending: (event) => pending.get(event) ?? 0,
  }
}

function wants({ row }: Endpoint, { type }: KeptEvent): boolean {
  const { enabled_events: wanted } = row
  return Array.isArray(wanted) && (wanted.includes('*') || wanted.includes(type))
}
