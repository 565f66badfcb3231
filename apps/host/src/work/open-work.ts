import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import type { Installation, RunOptions } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { storeInstant } from '../store/index.ts'
import { openMeter, type Log, type OpenMeter } from '../telemetry/index.ts'
import { addressBook, type AddressBook } from './address-book.ts'
import { automationWork } from './automation-work.ts'
import { cartWork } from './cart-work.ts'
import { deliveryWork, type DeliveryWork } from './delivery-work.ts'
import { erasureWork } from './erasure-work.ts'
import { queueFirstRun } from './first-run.ts'
import { feedWork, type FeedWork } from './feed-work.ts'
import { followerWork } from './follower-work.ts'
import { hookSecrets } from './hook-secrets.ts'
import { defaultHostWaits, type Host, type HostWaits } from './host.ts'
import { hostTicks } from './host-ticks.ts'
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
import { applySchedules } from './schedule-ticks.ts'
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
  const cleaned = redactedLog(
    installation,
    () => [...addresses.tokens(), ...secrets.all(), ...own],
    options.log,
  )
  const log: Log = (line) => {
    meter.add('cartograph_log_lines_total', { level: line.level })
    cleaned(line)
  }
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
      const tick = hostTicks(host, {
        scenes,
        deliveries,
        automations,
        others: [followers, rates, erasures, removals, notices, carts, feeds],
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
