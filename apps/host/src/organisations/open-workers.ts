import { Hono } from 'hono'
import { openWorker, type OpenWorker } from '../api/index.ts'
import type { Installation } from '../connections/index.ts'
import { noteHome, type Origin } from '../declared/index.ts'
import { openMeter } from '../telemetry/index.ts'
import type { WorkOptions } from '../work/index.ts'
import { openBook } from './book.ts'
import { watchOrganisations } from './watch-organisations.ts'

/** Opens a worker for every organisation of an installation. */
export async function openWorkers(
  installation: Installation,
  options: WorkOptions & { readonly origin: Origin },
): Promise<OpenWorker & { readonly reload: () => Promise<void> }> {
  const { store } = installation
  const { origin, signal } = options
  const meter = options.meter ?? openMeter({ process: false })
  await noteHome(store, Date.now())
  const book = openBook<OpenWorker>({
    installation,
    origin,
    signal,
    log: options.log,
    open: (own, { endings: { signal: ending }, log, isHome }) =>
      openWorker(own, {
        ...options,
        signal: ending,
        log,
        meter: isHome ? meter : openMeter({ process: false }),
      }),
  })
  const { log } = await book.home.current()
  const { pollMs } = options.waits ?? {}
  const watching = watchOrganisations(book, {
    store,
    signal,
    log,
    ...(pollMs !== undefined && { pollMs }),
  })
  const metricsApp = new Hono()
  metricsApp.all('*', async (context) => {
    const home = await book.home.current()
    return home.metricsApp.fetch(context.req.raw, context.env)
  })
  return {
    metricsApp,
    log,
    reload: () => book.reopenAll(),
    begin: async () => {
      await book.begin()
      watching.begin()
    },
    idle: async () => {
      await watching.idle()
      await book.idle()
    },
  }
}
