import type { Hono } from 'hono'
import type { Installation } from '../connections/index.ts'
import type { Log } from '../telemetry/index.ts'
import { listen, type Listening } from './listening.ts'

/** Listens where the configuration has an address for figures alone. */
export async function listenForMetrics(
  { configuration }: Pick<Installation, 'configuration'>,
  app: Hono,
): Promise<Listening | undefined> {
  const { address = '127.0.0.1', port } = configuration.host?.metrics ?? {}
  return port === undefined
    ? undefined
    : listen(app, { address, port, setting: ['host', 'metrics'] })
}

export function tellOfMetrics(log: Log, { url }: Listening): void {
  log({ level: 'info', message: `Figures at ${url}/metrics.`, fields: { metrics: url } })
}
