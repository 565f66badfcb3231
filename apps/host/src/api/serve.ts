import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import type { Installation, RunOptions } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { purgeFirings, purgeInbox, requeueSyncRuns } from '../store/index.ts'
import { addressBook } from './address-book.ts'
import { hostApp } from './app.ts'
import { deliveryLanes } from './delivery-lanes.ts'
import { dayMs, defaultHostWaits, type Host, type HostWaits } from './host.ts'
import { queueFirstRun } from './first-run.ts'
import { makeToken } from './first-token.ts'
import { inboxLanes } from './inbox-lanes.ts'
import { listen } from './listening.ts'
import type { Log } from './log.ts'
import { ownNames } from './own-names.ts'
import { progressBoard } from './progress-board.ts'
import { rateLimiter } from './rate-limit.ts'
import { redactedLog } from './redacted-log.ts'
import { refusalCount } from './refusals.ts'
import { registrationRounds } from './registration-rounds.ts'
import { sceneBook } from './scene-book.ts'
import { applySchedules, tickSchedules } from './schedule-ticks.ts'
import { syncLanes } from './sync-lanes.ts'
import { watchedStore } from './watched-store.ts'

export interface ServeOptions {
  readonly address: string
  /** 0: any that is free. */
  readonly port: number
  /** Makes another token for the API; the first one is made without being asked for. */
  readonly newToken: boolean
  /** Is told a token that was made, once. */
  readonly showToken: (token: string) => void
  readonly log: Log
  /** Stops the host in order. */
  readonly signal: AbortSignal
  readonly onListening?: (url: string) => void
  readonly engine?: RunOptions
  readonly waits?: Partial<HostWaits>
}

/** How many webhooks of one connection are taken at once and in the long run; vendors deliver the others again. */
const hookRate = { burst: 500, perSecond: 50 }
const surfaceRate = { burst: 200, perSecond: 50 }
const hookBodyLimitBytes = 5 * 1_048_576
const keptWebhooksMs = 30 * dayMs
const keptFiringsMs = 90 * dayMs

/**
 * Serves until it is told to stop: takes webhooks, reads on schedule, delivers what changes, and answers the API.
 *
 * Every connection and every sink has a lane of its own, so that one in trouble delays no other. Everything that is to be
 * done stands in the store before it is begun; a process that is killed goes on where it was.
 */
export async function serve(installation: Installation, options: ServeOptions): Promise<void> {
  const { signal } = options
  const clock = options.engine?.clock ?? engineClock()
  const waits = { ...defaultHostWaits, ...options.waits }
  const watched = watchedStore(installation.store)
  const { store } = watched
  const addresses = await addressBook(store, installation.configuration.host?.url)
  const log = redactedLog(installation, () => addresses.tokens(), options.log)
  const engine: RunOptions = {
    ...options.engine,
    clock,
    log,
    url: (connection, part) => addresses.urlOf(connection, part),
  }
  const host: Host = { ...installation, store, clock, log, signal, engine, waits }
  const token = await makeToken(store, { another: options.newToken, now: clock.now() })

  const scenes = await sceneBook(host, addresses, randomUUID())
  const board = progressBoard()
  const registrations = registrationRounds(host)
  const begun = new Map<string, Promise<void>>()
  const sync = syncLanes(host, {
    board,
    ready: async (connection) => begun.get(connection),
    onRead: (connection) => scenes.renew(connection),
  })
  const inbox = inboxLanes(host, scenes, (connection) => sync.wake(connection))
  const deliveries = deliveryLanes(host)
  const refusals = refusalCount(log)
  watched.whenWritten(() => deliveries.wake())
  const app = hostApp({
    host,
    scenes,
    addresses,
    sync,
    board,
    inbox,
    refusals,
    hookLimiter: rateLimiter(hookRate),
    surfaceLimiter: rateLimiter(surfaceRate),
    bodyLimitBytes: hookBodyLimitBytes,
    names: ownNames(installation.configuration.host, options.address),
  })
  await store.write((dialect, org) => requeueSyncRuns(dialect, org))
  await applySchedules(host)

  const listening = await listen(app, options)
  store.announce(listening.url)
  log({ level: 'info', message: `Serving at ${listening.url}.`, fields: { url: listening.url } })
  if (token !== undefined) options.showToken(token)
  options.onListening?.(listening.url)

  // A vendor calls while its webhooks are registered, so this comes after listening; and before anything is read, or what
  // changes between the two would be missed.
  for (const scene of scenes.all()) {
    const { id } = scene.connection
    const registered = registrations.visit(scene)
    begun.set(id, registered)
    void registered
      .then(() => queueFirstRun(host, scene))
      .then(() => sync.wake(id))
      .catch(complain(log))
  }
  inbox.tick()
  deliveries.tick()
  const ticking = setInterval(() => {
    tick().catch(complain(log))
  }, waits.tickMs)
  let purgedAt = 0
  const tick = async () => {
    const now = clock.now()
    for (const { connection, run, note } of await tickSchedules(store, now)) {
      if (note !== null) log({ level: 'warn', connection, message: note })
      if (run !== null) sync.wake(connection)
    }
    for (const scene of scenes.all()) {
      sync.wake(scene.connection.id)
      void registrations.visit(scene)
    }
    inbox.tick()
    deliveries.tick()
    refusals.report()
    if (now - purgedAt < dayMs) return
    purgedAt = now
    await store.write(function* (dialect, org) {
      yield* purgeInbox(dialect, org, now - keptWebhooksMs)
      yield* purgeFirings(dialect, org, now - keptFiringsMs)
    })
  }

  await stopped(signal)
  clearInterval(ticking)
  await listening.close()
  await Promise.all(begun.values())
  await Promise.all([sync.idle(), inbox.idle(), deliveries.idle()])
  log({ level: 'info', message: 'Stopped.' })
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

function complain(log: Log): (error: unknown) => void {
  return (error) => log({ level: 'error', message: faultOf(error).message })
}
