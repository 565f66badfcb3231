import { draws } from '../../shop/random.ts'
import type { JsonObject, StripeObject } from '../json.ts'
import { kinds } from '../kinds/kinds.ts'
import { shownRow } from '../rest/view.ts'
import type { Account, AccountEvent } from '../store/account.ts'
import type { Entry } from '../store/table.ts'

/** How the list of events behaves. */
export interface EventWeather {
  /** An event shows up at most this late after its `created`, by the account's clock; each by chance. Default 0. */
  readonly lateSeconds: number
  /** Of how many events there are two, with ids of their own. From 0 to 1, default 0. */
  readonly doubled: number
}

/** Events are kept for thirty days. */
export const eventsKeptSeconds = 30 * 86_400

/** An event that is kept, as it was when it happened. */
export interface KeptEvent {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly object: StripeObject
  row(): StripeObject
}

export interface EventLog {
  isHidden(entry: Entry): boolean
  /** Events that can be seen now, oldest first. */
  visible(): readonly KeptEvent[]
  /** The event's row, with the object as another version shows it. */
  at(event: KeptEvent, version: string): JsonObject
  /** Tells of each event as soon as it has happened. */
  listen(listener: (event: KeptEvent) => void): void
}

/** Keeps what happens in an account as events, rendered at the account's version of that moment. */
export function eventLog(options: {
  readonly account: Account
  readonly weather: () => EventWeather
  /** How many webhooks of an event are not delivered yet. */
  readonly pending: (event: string) => number
}): EventLog {
  const { account, weather, pending } = options
  const listeners: ((event: KeptEvent) => void)[] = []
  const visibleFrom = new Map<string, number>()
  const events = new Map<string, KeptEvent>()
  const chance = draws(account.seed, 8_101)

  /** The changed properties as they were, in the version's shape: nested lists as lists. */
  const shownPrevious = (object: StripeObject, previous: JsonObject, version: string) => {
    const { id, object: kind } = object
    const before = shownRow({ ...previous, id, object: kind }, { account, version, expand: [] })
    return Object.fromEntries(Object.entries(before).filter(([key]) => key in previous))
  }

  const forgetOld = () => {
    const { events: table } = account.tables
    while (table.length > 0 && table.at(0).created <= account.present() - eventsKeptSeconds) {
      const { id } = table.at(0)
      table.remove(id)
      events.delete(id)
      visibleFrom.delete(id)
    }
  }

  const keep = (event: AccountEvent) => {
    if (event.created <= account.present() - eventsKeptSeconds) return
    const object = event.object()
    const id = account.newId(kinds.events.prefix)
    const version = account.apiVersion()
    const row = (): StripeObject => ({
      id,
      object: 'event',
      api_version: version,
      created: event.created,
      data: {
        object: shownRow(object, { account, version, expand: [] }),
        ...(event.previous !== undefined && {
          previous_attributes: shownPrevious(object, event.previous, version),
        }),
      },
      livemode: account.livemode,
      pending_webhooks: pending(id),
      request: { id: null, idempotency_key: null },
      type: event.type,
    })
    const { lateSeconds } = weather()
    if (lateSeconds > 0) visibleFrom.set(id, event.created + chance.unit() * lateSeconds)
    account.tables.events.put({ id, created: event.created, row })
    const kept = { id, type: event.type, created: event.created, object, row }
    events.set(id, kept)
    forgetOld()
    for (const listener of listeners) listener(kept)
  }

  account.listen((event) => {
    keep(event)
    if (chance.chance(weather().doubled)) keep(event)
  })

  const isHidden = ({ id, created }: Pick<Entry, 'id' | 'created'>): boolean => {
    const now = account.present()
    return created <= now - eventsKeptSeconds || (visibleFrom.get(id) ?? 0) > now
  }

  return {
    isHidden,
    visible() {
      const table = account.tables.events
      return Array.from({ length: table.length }, (_, position) => table.at(position))
        .filter((entry) => !isHidden(entry))
        .flatMap(({ id }) => events.get(id) ?? [])
    },
    at(event, version) {
      const row = event.row()
      const object = shownRow(event.object, { account, version, expand: [] })
      return { ...row, api_version: version, data: { ...(row['data'] as JsonObject), object } }
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}
