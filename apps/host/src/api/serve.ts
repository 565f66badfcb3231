import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import type { Installation } from '../connections/index.ts'
import { openMeter } from '../telemetry/index.ts'
import { makeToken } from './first-token.ts'
import { listen, type Listening } from './listening.ts'
import { openHost, type HostOptions } from './open-host.ts'

export interface ServeOptions extends HostOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Makes another token for the API; the first one is made without being asked for. */
  readonly newToken: boolean
  /** Is told a token that was made, once. */
  readonly showToken: (token: string) => void
  readonly onListening?: (url: string) => void
  /** How long what is under way may take once the host is told to stop. Default ten seconds. */
  readonly graceMs?: number
}

/** Of the time to stop in, what is kept for answers that are still being written. */
const closingMs = 1000

/** Serves until it is told to stop: takes webhooks, reads on schedule, delivers what changes, and answers the API. */
export async function serve(installation: Installation, options: ServeOptions): Promise<void> {
  const { store } = installation
  const { signal, newToken, address, port, graceMs = 10_000 } = options
  const meter = options.meter ?? openMeter({ process: true })
  const host = await openHost(installation, { ...options, meter })
  const { app, log, begin, idle } = host
  const listening = await listen(app, { address, port })
  const watching = await listenForMetrics(installation, host.metricsApp).catch(
    async (error: unknown) => {
      await listening.close(0)
      throw error
    },
  )
  store.announce(listening.url)
  log({ level: 'info', message: `Serving at ${listening.url}.`, fields: { url: listening.url } })
  if (watching !== undefined) {
    const { url } = watching
    log({ level: 'info', message: `Figures at ${url}/metrics.`, fields: { metrics: url } })
  }
  const token = await makeToken(store, { another: newToken, now: Date.now() })
  if (token !== undefined) options.showToken(token)
  await begin()
  options.onListening?.(listening.url)
  await stopped(signal)
  const until = performance.now() + graceMs
  // Whoever asks meanwhile is told to ask again, so that nobody takes the host for one that has gone.
  log({ level: 'info', message: 'Stopping: what is under way is ended, nothing new is begun.' })
  const isDone = await settledWithin(idle(), graceMs - closingMs)
  if (!isDone)
    log({
      level: 'warn',
      message: 'Not everything that was under way has ended; the next start takes it up.',
    })
  const leftMs = Math.max(closingMs, until - performance.now())
  await Promise.all([listening.close(leftMs), watching?.close(closingMs)])
  log({ level: 'info', message: 'Stopped.' })
}

/** Where the configuration has an address for figures alone. */
async function listenForMetrics(
  { configuration }: Installation,
  app: Hono,
): Promise<Listening | undefined> {
  const { address = '127.0.0.1', port } = configuration.host?.metrics ?? {}
  return port === undefined
    ? undefined
    : listen(app, { address, port, setting: ['host', 'metrics'] })
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

async function settledWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const waiting = new AbortController()
  const late = sleep(ms, false, { signal: waiting.signal }).catch(() => false)
  const isDone = await Promise.race([work.then(() => true), late])
  waiting.abort()
  return isDone
}
