import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import { forgetAudit } from '../access/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import {
  connectionsWithNews,
  connectionsWithRuns,
  forgetOver,
  purgeFirings,
  purgeInbox,
  purgeTransacts,
  storeInstant,
} from '../store/index.ts'
import { openMeter, type Log, type OpenMeter } from '../telemetry/index.ts'
import { addressBook, type AddressBook } from './address-book.ts'
import { automationWork } from './automation-work.ts'
import { cartWork } from './cart-work.ts'
import { deliveryWork, type DeliveryWork } from './delivery-work.ts'
import { erasureWork, type ErasureWork } from './erasure-work.ts'
import { queueFirstRun } from './first-run.ts'
import { feedWork, type FeedWork } from './feed-work.ts'
import { followerWork, type FollowerWork } from './follower-work.ts'
import { underLease } from './held.ts'
import { hookSecrets } from './hook-secrets.ts'
import { dayMs, defaultHostWaits, type Host, type HostWaits } from './host.ts'
import { inboxWork, type InboxWork } from './inbox-work.ts'
import { mappingRates } from './mapping-rates.ts'
import { noticeWork } from './notice-work.ts'
import { openWakes } from './open-wakes.ts'
import { progressBoard, type ProgressBoard } from './progress-board.ts'
import { ratesWork } from './rates-work.ts'
import { redactedLog } from './redacted-log.ts'
import { registrationRounds } from './registration-rounds.ts'
import { removalWork } from './removal-work.ts'
import { requestFigures } from './request-figures.ts'
import { sceneBook, type SceneBook } from './scene-book.ts'
import { applySchedules, tickSchedules } from './schedule-ticks.ts'
import { sealWhatIsPlain } from './seal-plain.ts'
import { syncWork } from './sync-work.ts'
import { watchedStore } from './watched-store.ts'

export interface WorkOptions {
  readonly log: Log
  /** Default: one of its own, which tells nothing of the process. */
  readonly meter?: OpenMeter
  /** Stops everything in order. */
  readonly signal: AbortSignal
  readonly engine?: RunOptions
  /** The machine's clock; suites set it. */
  readonly now?: () => number
  readonly waits?: Partial<HostWaits>
}

/** What a host does by itself: it reads on schedule, works on webhooks, and delivers what changes. */
export interface OpenWork {
  readonly host: Host
  readonly meter: OpenMeter
  readonly scenes: SceneBook
  readonly addresses: AddressBook
  readonly board: ProgressBoard
  readonly inbox: InboxWork
  readonly deliveries: DeliveryWork
  readonly feeds: FeedWork
  /** Begins to do what is due, and goes on until the signal aborts. To be called once requests are taken. */
  begin(): Promise<void>
  /** After the signal: settles when everything under way here has ended. */
  idle(): Promise<void>
}

const hourMs = 3_600_000
const keptWebhooksMs = 30 * dayMs
const keptFiringsMs = 90 * dayMs

/**
 * Puts together what a host does by itself.
 *
 * Everything that is to be done stands in the store before it is begun, and whoever does it holds a lease: a process that is
 * killed goes on where it was, or another one does. Every connection and every sink is looked at on its own, so that one in
 * trouble delays no other.
 */
export async function openWork(
  installation: Installation,
  options: WorkOptions,
): Promise<OpenWork> {
  const { signal } = options
  const meter = options.meter ?? openMeter({ process: false })
  const watched = watchedStore(installation.store, meter)
  const { store } = watched
  const addresses = await addressBook(store, installation.configuration.host?.url)
  const secrets = await hookSecrets(store, installation.configuration)
  const { token } = installation.configuration.host?.metrics ?? {}
  const own = token === undefined ? [] : [token]
  const log = redactedLog(
    installation,
    () => [...addresses.tokens(), ...secrets.all(), ...own],
    (line) => {
      meter.add('cartograph_log_lines_total', { level: line.level })
      options.log(line)
    },
  )
  const countRequest = requestFigures(meter)
  const clock = options.engine?.clock ?? engineClock(installation.store.now)
  const complain = (error: unknown) => log({ level: 'error', message: faultOf(error).message })
  const waits = { ...defaultHostWaits, ...options.waits }
  const exchange = mappingRates(installation)
  const wakes = await openWakes(installation.configuration, {
    signal,
    busyMs: waits.busyMs,
    pollMs: waits.pollMs,
    onFailure: (kind, key, error) => {
      const connection = installation.configuration.connections.has(key) ? key : undefined
      const message = faultOf(error).message
      log({
        level: 'error',
        ...(connection !== undefined && { connection }),
        message,
        fields: { work: kind },
      })
    },
  })
  const host: Host = {
    ...installation,
    store,
    clock,
    now: options.now ?? Date.now,
    log,
    meter,
    signal,
    engine: {
      ...exchange.engine,
      ...options.engine,
      clock,
      log,
      meter,
      onRequest: (event) => {
        countRequest(event)
        options.engine?.onRequest?.(event)
      },
      url: (connection, part) => addresses.urlOf(connection, part),
    },
    waits,
    wakes,
    owner: randomUUID(),
  }
  const scenes = await sceneBook(host, addresses)
  const board = progressBoard()
  const registrations = registrationRounds(host, () => secrets.renew())
  syncWork(host, { board, scenes, prepare: (scene) => registrations.visit(scene) })
  const inbox = inboxWork(host, scenes)
  const deliveries = deliveryWork(host)
  const followers = followerWork(host)
  const erasures = erasureWork(host)
  const removals = removalWork(host)
  const notices = noticeWork(host)
  const feeds = feedWork(host)
  const carts = cartWork(host)
  const automations = automationWork(host)
  const rates = ratesWork(host, { fetched: () => exchange.refresh() })
  wakes.handle('registration', async (connection) => {
    const scene = scenes.of(connection)
    return scene === undefined ? undefined : registrations.visit(scene)
  })
  // By the clock that all processes share: one machine that is an hour ahead would keep the others waiting for an hour.
  const instant = async () =>
    options.now?.() ?? (await store.read((dialect) => storeInstant(dialect)))
  const begunAt = await instant()
  await applySchedules({ ...host, now: () => begunAt })

  const background = new Set<Promise<void>>()
  const inBackground = (work: Promise<void>) => {
    const done = work.catch(complain).finally(() => background.delete(done))
    background.add(done)
  }
  return {
    host,
    meter,
    scenes,
    addresses,
    board,
    inbox,
    deliveries,
    feeds,
    begin: async () => {
      await exchange.refresh()
      inBackground(sealWhatIsPlain(host))
      await wakes.begin()
      for (const scene of scenes.all()) await queueFirstRun(host, scene)
      watched.whenWritten(() => {
        deliveries.whenWritten()
        followers.whenWritten()
      })
      followers.wake()
      await feeds.begin()
      const tick = ticking(host, {
        scenes,
        deliveries,
        followers,
        rates,
        erasures,
        removals,
        notices,
        carts,
        automations,
        feeds,
        instant,
      })
      inBackground(tick())
      const timer = setInterval(() => inBackground(tick()), host.waits.tickMs)
      // Another process may have fetched or imported rates.
      const hourly = setInterval(() => inBackground(exchange.refresh()), hourMs)
      signal.addEventListener('abort', () => {
        clearInterval(timer)
        clearInterval(hourly)
      })
    },
    idle: async () => {
      deliveries.stop()
      followers.stop()
      while (background.size > 0) await Promise.all(background)
      await wakes.idle()
      await wakes.close()
    },
  }
}

/** Looks what is due, and wakes whoever does it; now and then wakes for everything, whether or not it is known to be due. */
function ticking(
  host: Host,
  {
    scenes,
    deliveries,
    followers,
    rates,
    erasures,
    removals,
    notices,
    carts,
    automations,
    feeds,
    instant,
  }: Pick<OpenWork, 'scenes' | 'deliveries'> & {
    readonly followers: FollowerWork
    readonly rates: { wake(): void }
    readonly erasures: ErasureWork
    readonly removals: { wake(): void }
    readonly notices: { wake(): void }
    readonly feeds: { wake(): void }
    readonly carts: { wake(): void }
    readonly automations: { wake(): void }
    readonly instant: () => Promise<number>
  },
): () => Promise<void> {
  const { store, wakes, clock, waits, log } = host
  let lookedAt = -Infinity
  const wakeEverything = () => {
    for (const { connection } of scenes.all())
      for (const kind of ['registration', 'sync', 'inbox']) wakes.wake(kind, connection.id)
    // Time alone makes some of what is computed another: a voucher ends.
    followers.wake()
    rates.wake()
    erasures.wake()
    removals.wake()
    notices.wake()
    carts.wake()
    automations.wake()
    feeds.wake()
    deliveries.wakeAll()
  }
  const wakeDue = async () => {
    const at = clock.now()
    const due = await store.read(function* (dialect, org) {
      const sync = yield* connectionsWithRuns(dialect, org, at)
      const inbox = yield* connectionsWithNews(dialect, org, at)
      return { sync, inbox }
    })
    for (const connection of due.sync) wakes.wake('sync', connection)
    for (const connection of due.inbox) wakes.wake('inbox', connection)
    await deliveries.wakeDue()
    automations.wake()
  }
  return async () => {
    for (const { connection, run, note } of await tickSchedules(store, await instant())) {
      if (note !== null) log({ level: 'warn', connection, message: note })
      if (run !== null) wakes.wake('sync', connection)
    }
    if (performance.now() - lookedAt >= waits.lookMs) {
      lookedAt = performance.now()
      wakeEverything()
      await purge(host)
    } else await wakeDue()
  }
}

/** Forgets what is old, once a day, whoever does it. */
async function purge(host: Host): Promise<void> {
  await underLease(host, 'purge', async () => {
    const at = host.now()
    await host.store.write(function* (dialect, org) {
      yield* purgeInbox(dialect, org, at - keptWebhooksMs)
      yield* purgeTransacts(dialect, org, at - keptWebhooksMs)
      yield* purgeFirings(dialect, org, at - keptFiringsMs)
      const { auditKeepMs: keepMs } = host.configuration
      if (keepMs !== undefined) yield* forgetAudit(dialect, org, { keepMs, now: at })
      yield* forgetOver(dialect, at)
    })
    // What webhooks carried that came late stays in no log.
    await host.store.foldLog()
    return { forMs: dayMs, failures: 0 }
  })
}
