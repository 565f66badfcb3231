import type { Installation } from '../connections/index.ts'
import { makeToken } from './first-token.ts'
import { listen } from './listening.ts'
import { openHost, type HostOptions } from './open-host.ts'

export interface ServeOptions extends HostOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Makes another token for the API; the first one is made without being asked for. */
  readonly newToken: boolean
  /** Is told a token that was made, once. */
  readonly showToken: (token: string) => void
  readonly onListening?: (url: string) => void
}

/** Serves until it is told to stop: takes webhooks, reads on schedule, delivers what changes, and answers the API. */
export async function serve(installation: Installation, options: ServeOptions): Promise<void> {
  const { store } = installation
  const { signal, newToken, address, port } = options
  const { app, log, begin, idle } = await openHost(installation, options)
  const listening = await listen(app, { address, port })
  store.announce(listening.url)
  log({ level: 'info', message: `Serving at ${listening.url}.`, fields: { url: listening.url } })
  const token = await makeToken(store, { another: newToken, now: Date.now() })
  if (token !== undefined) options.showToken(token)
  begin()
  options.onListening?.(listening.url)
  await stopped(signal)
  await listening.close()
  await idle()
  log({ level: 'info', message: 'Stopped.' })
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
