import { makeToken } from '../access/index.ts'
import type { Installation } from '../connections/index.ts'
import { offerSetup } from '../people/index.ts'
import { openMeter } from '../telemetry/index.ts'
import { listen } from './listening.ts'
import { listenForMetrics, tellOfMetrics } from './metrics-listening.ts'
import { openHost, type HostOptions, type OpenHost } from './open-host.ts'
import { orEnd, stopInOrder } from './stop-in-order.ts'

export interface ServeOptions extends HostOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Makes another token for the API; the first one is made without being asked for. */
  readonly newToken: boolean
  /** Is told a token that was made, once. */
  readonly showToken: (token: string) => void
  /** Is told the code with which the first user is made, once, and where; where there is a user it is told nothing. */
  readonly showSetup?: (code: string, url: string) => void
  readonly onListening?: (url: string) => void
  /** How long what is under way may take once the host is told to stop. Default ten seconds. */
  readonly graceMs?: number
  /** Puts together what serves. Default: `openHost`, for one organisation and one configuration. */
  readonly open?: (installation: Installation, options: HostOptions) => Promise<OpenHost>
}

/** Serves until it is told to stop: takes webhooks, reads on schedule, delivers what changes, and answers the API. */
export async function serve(installation: Installation, options: ServeOptions): Promise<void> {
  const { store } = installation
  const { signal, newToken, address, port, graceMs, open = openHost } = options
  const meter = options.meter ?? openMeter({ process: true })
  const late = new AbortController()
  const host = await open(installation, { ...options, meter, answering: late.signal })
  const { app, log, begin, idle } = host
  const listening = await orEnd(listen(app, { address, port }), idle)
  const watching = await orEnd(listenForMetrics(installation, host.metricsApp), async () => {
    await listening.close(0)
    await idle()
  })
  store.announce(listening.url)
  log({ level: 'info', message: `Serving at ${listening.url}.`, fields: { url: listening.url } })
  if (watching !== undefined) tellOfMetrics(log, watching)
  const token = await makeToken(store, { another: newToken, now: Date.now() })
  if (token !== undefined) options.showToken(token)
  if (options.showSetup !== undefined) {
    const code = await offerSetup(store, Date.now())
    const url = installation.configuration.host?.url ?? listening.url
    if (code !== undefined) options.showSetup(code, url)
  }
  await begin()
  options.onListening?.(listening.url)
  // Whoever asks while the host stops is told to ask again, so that nobody takes it for one that has gone.
  const leftMs = await stopInOrder({ log, signal, idle, graceMs })
  await Promise.all([listening.close(leftMs), watching?.close(leftMs)])
  late.abort()
  log({ level: 'info', message: 'Stopped.' })
}
