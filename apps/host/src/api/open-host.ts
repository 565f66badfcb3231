import { randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import type { Hono } from 'hono'
import type { Installation, RunOptions } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { purgeFirings, purgeInbox } from '../store/index.ts'
import {
  addressBook,
  applySchedules,
  dayMs,
  defaultHostWaits,
  deliveryLanes,
  hookSecrets,
  type Host,
  type HostWaits,
  inboxLanes,
  progressBoard,
  queueFirstRun,
  redactedLog,
  registrationRounds,
  requestFigures,
  sceneBook,
  syncLanes,
  tickSchedules,
  watchedStore,
} from '../work/index.ts'
import { openMeter, type Log, type OpenMeter } from '../telemetry/index.ts'
import { hostApp, metricsApp } from './app.ts'
import { metricsSource } from './metrics-source.ts'
import { ownNames } from './own-names.ts'
import { rateLimiter, type RateLimit } from './rate-limit.ts'
import { refusalCount } from './refusals.ts'

export interface HostOptions {
  /** The address it is to listen on: one of the names it answers to. */
  readonly address: string
  readonly log: Log
  /** Default: one of its own, which tells nothing of the process. */
  readonly meter?: OpenMeter
  /** Stops everything in order. */
  readonly signal: AbortSignal
  readonly engine?: RunOptions
  /** The machine's clock; suites set it. */
  readonly now?: () => number
  readonly waits?: Partial<HostWaits>
  /** How many webhooks of one connection are taken at once and in the long run; vendors deliver the others again. */
  readonly hookRate?: RateLimit
  /** Default 5 MiB. */
  readonly hookBodyLimitBytes?: number
}

/** A host whose parts are put together, and which does nothing by itself yet. */
export interface OpenHost {
  readonly app: Hono
  /** What is answered at the address for figures. */
  readonly metricsApp: Hono
  readonly log: Log
  /** Begins to do what is due, and goes on until the signal aborts. To be called once requests are taken. */
  readonly begin: () => void
  /** After the signal: settles when everything under way has ended. */
  readonly idle: () => Promise<void>
}

/** Some vendors never deliver again, and a merchant who edits a whole catalogue is no attacker. */
const hookRate = { burst: 2000, perSecond: 200 }
const surfaceRate = { burst: 200, perSecond: 50 }
/** A vendor fetches a document a few times an hour. */
const servedRate = { burst: 60, perSecond: 2 }
const hookBodyLimitBytes = 5 * 1_048_576
const keptWebhooksMs = 30 * dayMs
const keptFiringsMs = 90 * dayMs

/**
 * Puts the parts of a serving host together.
 *
 * Every connection and every sink has a lane of its own, so that one in trouble delays no other. Everything that is to be
 * done stands in the store before it is begun; a process that is killed goes on where it was.
 */
export async function openHost(
  installation: Installation,
  options: HostOptions,
): Promise<OpenHost> {
  const { signal } = options
  const clock = options.engine?.clock ?? engineClock()
  const waits = { ...defaultHostWaits, ...options.waits }
  const meter = options.meter ?? openMeter({ process: false })
  const watched = watchedStore(installation.store, meter)
  const { store } = watched
  const addresses = await addressBook(store, installation.configuration.host?.url)
  const secrets = await hookSecrets(store, installation.configuration)
  const { token } = installation.configuration.host?.metrics ?? {}
  const own = token === undefined ? [] : [token]
  const unspoken = () => [...addresses.tokens(), ...secrets.all(), ...own]
  const log = redactedLog(installation, unspoken, (line) => {
    meter.add('cartograph_log_lines_total', { level: line.level })
    options.log(line)
  })
  const countRequest = requestFigures(meter)
  const engine: RunOptions = {
    ...options.engine,
    clock,
    log,
    meter,
    onRequest: (event) => {
      countRequest(event)
      options.engine?.onRequest?.(event)
    },
    url: (connection, part) => addresses.urlOf(connection, part),
  }
  const now = options.now ?? Date.now
  const host: Host = { ...installation, store, clock, now, log, meter, signal, engine, waits }

  const scenes = await sceneBook(host, addresses, randomUUID())
  const board = progressBoard()
  const registrations = registrationRounds(host, () => secrets.renew())
  const begun = new Map<string, Promise<void>>()
  const sync = syncLanes(host, {
    board,
    ready: async (connection) => begun.get(connection),
    onRead: (connection) => scenes.renew(connection),
  })
  const inbox = inboxLanes(host, scenes, (connection) => sync.wake(connection))
  const deliveries = deliveryLanes(host)
  const refusals = refusalCount(log, meter)
  const metrics = metricsSource({ host, meter, sync, inbox, deliveries })
  const app = hostApp({
    metrics,
    host,
    scenes,
    addresses,
    sync,
    board,
    inbox,
    refusals,
    hookLimiter: rateLimiter(options.hookRate ?? hookRate),
    surfaceLimiter: rateLimiter(surfaceRate),
    servedLimiter: rateLimiter(servedRate),
    deliveries,
    bodyLimitBytes: options.hookBodyLimitBytes ?? hookBodyLimitBytes,
    names: ownNames(installation.configuration.host, options.address),
  })
  await applySchedules(host)

  const complain = (error: unknown) => log({ level: 'error', message: faultOf(error).message })
  const background = new Set<Promise<void>>()
  const inBackground = (work: Promise<void>) => {
    const done = work.catch(complain).finally(() => background.delete(done))
    background.add(done)
  }
  let purgedAt = 0
  const tick = async () => {
    const instant = now()
    for (const { connection, run, note } of await tickSchedules(store, instant)) {
      if (note !== null) log({ level: 'warn', connection, message: note })
      if (run !== null) sync.wake(connection)
    }
    for (const scene of scenes.all()) {
      sync.wake(scene.connection.id)
      inBackground(registrations.visit(scene))
    }
    inbox.tick()
    deliveries.tick()
    refusals.report()
    if (instant - purgedAt < dayMs) return
    purgedAt = instant
    await store.write(function* (dialect, org) {
      yield* purgeInbox(dialect, org, instant - keptWebhooksMs)
      yield* purgeFirings(dialect, org, instant - keptFiringsMs)
    })
  }
  return {
    app,
    metricsApp: metricsApp({ host, metrics }),
    log,
    begin: () => {
      // A vendor calls while its webhooks are registered, so requests must be taken by now; and nothing is read before, or
      // what changes between the two would be missed.
      for (const scene of scenes.all()) {
        const { id } = scene.connection
        const registered = registrations.visit(scene)
        begun.set(id, registered)
        inBackground(registered)
        inBackground(queueFirstRun(host, scene).then(() => sync.wake(id)))
      }
      watched.whenWritten(() => deliveries.wake())
      inbox.tick()
      deliveries.tick()
      inBackground(tick())
      const ticking = setInterval(() => inBackground(tick()), waits.tickMs)
      signal.addEventListener('abort', () => clearInterval(ticking))
    },
    idle: async () => {
      while (background.size > 0) await Promise.all(background)
      await Promise.all([sync.idle(), inbox.idle(), deliveries.idle()])
    },
  }
}
