import { faultOf } from '@cartograph/core'
import { followCampaigns, followSales } from '../analytics/index.ts'
import { defaultAttribution } from '../config/index.ts'
import { followCustomers } from '../customers/index.ts'
import { readHead, type Rest } from '../store/index.ts'
import { followVouchers } from '../vouchers/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'
import { answerChanges } from './automation-work.ts'
import { keepSegments } from './segments-follower.ts'

/** What is computed from the rows of the store, kept up to date with it. */
export interface FollowerWork {
  /** Something was written to the store: they look, if it was a change of a row. */
  whenWritten(): void
  wake(): void
  /** Looks no more for what was written. */
  stop(): void
}

interface Follower {
  /** Of its wakes. */
  readonly kind: string
  /** Of its wakes and its lease. */
  readonly key: string
  readonly what: string
  follow(host: Host, signal: AbortSignal): Promise<unknown>
  /** Who goes by what it finds out without a change in the log: woken each time that it has looked. */
  readonly beside?: readonly Pick<Follower, 'kind' | 'key'>[]
}

const figures = { kind: 'figures', key: 'figures' } as const
const segments = { kind: 'segments', key: 'segments' } as const
const campaigns = { kind: 'campaigns', key: 'campaigns' } as const

const followers: readonly Follower[] = [
  {
    kind: 'customers',
    key: 'persons',
    what: 'Persons and profiles',
    follow: ({ store, configuration, now }, signal) =>
      followCustomers(store, { settings: configuration.customers, signal, now }),
    // Whose an order is no row of the order tells.
    beside: [figures, segments],
  },
  {
    kind: 'vouchers',
    key: 'vouchers',
    what: 'Vouchers',
    follow: ({ store, now }, signal) => followVouchers(store, { signal, now }),
  },
  {
    ...figures,
    what: 'Figures',
    follow: ({ store, configuration, now }, signal) =>
      followSales(store, {
        zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
        signal,
        now,
      }),
    // Which orders changed, and whose they are, it says beside the log.
    beside: [campaigns],
  },
  {
    ...campaigns,
    what: 'Campaigns',
    follow: ({ store, configuration, now }, signal) =>
      followCampaigns(store, {
        settings: configuration.attribution ?? defaultAttribution,
        zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
        signal,
        now,
      }),
  },
  { ...segments, what: 'Segments', follow: keepSegments },
  {
    kind: 'automations',
    key: 'automations',
    what: 'Automations',
    follow: answerChanges,
    beside: [{ kind: 'automation-steps', key: 'automation-steps' }],
  },
]

export function followerWork(host: Host): FollowerWork {
  const { log, signal, store, waits, wakes } = host
  let head = -1
  let looking: NodeJS.Timeout | undefined
  const wake = () => {
    for (const { kind, key } of followers) wakes.wake(kind, key)
  }
  const lookAtHead = async () => {
    const { seq } = await store.read((dialect, org) => readHead(dialect, org))
    if (seq === head) return
    head = seq
    wake()
  }
  for (const follower of followers)
    wakes.handle(follower.kind, () =>
      underLease(host, follower.key, (held) => followed(host, follower, held)),
    )
  return {
    whenWritten: () => {
      if (signal.aborted) return
      looking ??= setTimeout(() => {
        looking = undefined
        lookAtHead().catch((error: unknown) =>
          log({ level: 'error', message: faultOf(error).message }),
        )
      }, waits.wakeMs)
    },
    wake,
    stop: () => clearTimeout(looking),
  }
}

async function followed(
  host: Host,
  follower: Follower,
  { signal, failures }: { readonly signal: AbortSignal; readonly failures: number },
): Promise<Rest | undefined> {
  try {
    await follower.follow(host, signal)
    for (const { kind, key } of follower.beside ?? []) host.wakes.wake(kind, key)
    return undefined
  } catch (error) {
    if (signal.aborted) return { forMs: 0, failures }
    const message = `${follower.what} were not brought up to date: ${faultOf(error).message}`
    host.log({ level: 'error', message })
    return { forMs: retryAfter(host.waits, failures + 1), failures: failures + 1 }
  }
}
