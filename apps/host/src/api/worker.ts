import type { Installation } from '../connections/index.ts'
import { openMeter } from '../telemetry/index.ts'
import { openWork, type WorkOptions } from '../work/index.ts'
import { metricsApp } from './app.ts'
import { listenForMetrics, tellOfMetrics } from './metrics-listening.ts'
import { metricsSource } from './metrics-source.ts'
import type { OpenHost } from './open-host.ts'
import { orEnd, stopInOrder } from './stop-in-order.ts'

export interface WorkerOptions extends WorkOptions {
  /** How long what is under way may take once the worker is told to stop. Default ten seconds. */
  readonly graceMs?: number
  /** Puts together what works. Default: `openWorker`, for one organisation and one configuration. */
  readonly open?: (installation: Installation, options: WorkOptions) => Promise<OpenWorker>
}

/** What a worker is made of, which does nothing by itself yet. */
export type OpenWorker = Pick<OpenHost, 'metricsApp' | 'log' | 'begin' | 'idle'>

/** Puts the parts of a worker together. */
export async function openWorker(
  installation: Installation,
  options: WorkOptions,
): Promise<OpenWorker> {
  const own = await openWork(installation, options)
  const { host, meter } = own
  return {
    metricsApp: metricsApp({ host, stopping: host.signal, metrics: metricsSource(host, meter) }),
    log: host.log,
    begin: () => own.begin(),
    idle: () => own.idle(),
  }
}

/**
 * Does what hosts of the same store do, beside them and any number of other workers, until it is told to stop. It takes no
 * requests but those for figures and health, where the configuration has an address for them.
 */
export async function work(installation: Installation, options: WorkerOptions): Promise<void> {
  const { signal, graceMs, open = openWorker } = options
  const meter = options.meter ?? openMeter({ process: true })
  const own = await open(installation, { ...options, meter })
  const { log } = own
  const watching = await orEnd(listenForMetrics(installation, own.metricsApp), () => own.idle())
  if (watching !== undefined) tellOfMetrics(log, watching)
  await own.begin()
  log({ level: 'info', message: 'Working.' })
  const leftMs = await stopInOrder({ log, signal, idle: () => own.idle(), graceMs })
  await watching?.close(leftMs)
  log({ level: 'info', message: 'Stopped.' })
}
