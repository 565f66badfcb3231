import type { Account } from './account.ts'
import type { JsonObject } from './json.ts'
import { calmEvents, type EventWeather } from './weather.ts'

/** Where events go, and what the receiver chose to be told in `Authorization`. */
export interface Subscription {
  readonly baseUrl: string
  readonly username?: string
  readonly password?: string
}

export interface DeliveredBatch {
  readonly events: readonly JsonObject[]
  /** 0 where nobody answered. */
  readonly status: number
  readonly attempt: number
}

export interface EventQueue {
  readonly waiting: readonly JsonObject[]
  readonly batches: readonly DeliveredBatch[]
  subscribe(subscription: Subscription): void
  set(weather: Partial<EventWeather>): void
  add(type: string, data: JsonObject): void
  /** Sends what waits. A batch that is put back blocks all later ones: whoever wants it sent again calls again. */
  deliver(): Promise<void>
}

const batchSize = 10
/** Ten in the first hour, then one an hour for a day; then the batch is dropped. */
const mostAttempts = 33
/** Put back and tried again; with every other answer but 200 the events are gone. */
const temporary = new Set([0, 429, 503, 504])

/**
 * The events of an account: arrays of one to ten, in the order in which things happened, to `{base_url}/events`.
 *
 * @see https://developer.sitoo.com/spi-events/overview
 */
export function eventQueue(account: Account): EventQueue {
  let weather = calmEvents
  let subscription: Subscription | undefined
  let number = 0
  let attempt = 0
  const waiting: JsonObject[] = []
  const batches: DeliveredBatch[] = []

  const send = async (events: readonly JsonObject[]) => {
    attempt += 1
    const status = await post(subscription, events)
    batches.push({ events, status, attempt })
    return status
  }
  return {
    waiting,
    batches,
    subscribe(wanted) {
      subscription = wanted
    },
    set(change) {
      weather = { ...weather, ...change }
    },
    add(type, data) {
      number += 1
      if (weather.lostEvery > 0 && number % weather.lostEvery === 0) return
      waiting.push({
        event_id: `e${number.toString(16).padStart(31, '0')}`,
        event_type: type,
        event_date: account.second(),
        account_id: account.accountId,
        data,
      })
    },
    async deliver() {
      if (weather.reordered) waiting.reverse()
      if (subscription === undefined) return
      while (waiting.length > 0) {
        const batch = waiting.slice(0, batchSize)
        const status = await send(batch)
        if (temporary.has(status) && attempt < mostAttempts) return
        waiting.splice(0, batch.length)
        attempt = 0
        if (weather.doubled && status === 200) await send(batch)
        attempt = 0
      }
    },
  }
}

async function post(
  subscription: Subscription | undefined,
  events: readonly JsonObject[],
): Promise<number> {
  if (subscription === undefined) return 0
  const { baseUrl, username, password = '' } = subscription
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  try {
    const response = await fetch(`${baseUrl}/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(username !== undefined && { authorization: `Basic ${basic}` }),
      },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(15_000),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}
