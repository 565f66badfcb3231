import { randomUUID } from 'node:crypto'
import { fault, faultOf } from '@cartograph/core'
import type { Configuration, Delivery } from '../config/index.ts'
import {
  connectionNamed,
  keepClock,
  openConnection,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { newDeliveryTally, type DeliveryRun, type PushProgress, type PushReport } from './report.ts'
import { isDelivered, runDelivery } from './run-delivery.ts'

export interface PushOptions {
  /** Default: every delivery that is not paused. */
  readonly deliveries?: readonly string[]
  readonly signal: AbortSignal
  /** How long a run waits for work that is put off, before it leaves it to the next run. Default two minutes. */
  readonly longestWaitMs?: number
  readonly onProgress?: (progress: PushProgress) => void
  readonly engine?: RunOptions
}

/**
 * Brings every delivery that was asked for up to date, once, and gives back what each did.
 *
 * A delivery that fails delays no other.
 *
 * @throws a `config` fault for a delivery that does not exist.
 */
export async function push(installation: Installation, options: PushOptions): Promise<PushReport> {
  const { configuration, store } = installation
  const engine = { ...options.engine, clock: options.engine?.clock ?? engineClock() }
  const chosen =
    options.deliveries?.map((id) => deliveryNamed(configuration, id)) ??
    [...configuration.deliveries.values()].filter((delivery) => !delivery.paused)
  const owner = randomUUID()
  const runs: DeliveryRun[] = []
  for (const delivery of chosen) {
    if (options.signal.aborted) break
    try {
      const connection = connectionNamed(configuration, delivery.connection)
      const line = installation.lines.of(connection)
      const { parts, standing } = await openConnection(store, line, {
        side: 'sinks',
        signal: options.signal,
        clock: engine.clock,
        engine,
      })
      const part = `sinks.${delivery.sink}`
      const stopped = standing.stopped(part)
      if (stopped !== undefined) throw fault(stopped)
      runs.push(
        await runDelivery(store, delivery, connection, parts, {
          signal: options.signal,
          owner,
          line,
          notes: [...standing.notes(undefined), ...standing.notes(part)],
          longestWaitMs: options.longestWaitMs ?? 120_000,
          onProgress: options.onProgress ?? (() => {}),
          engine,
        }),
      )
      await keepClock(store, line)
    } catch (error) {
      const { notes, ...counts } = newDeliveryTally()
      runs.push({
        delivery: delivery.id,
        ...counts,
        remaining: 0,
        durationMs: 0,
        fault: faultOf(error, delivery.id),
        notes: [...notes],
      })
    }
  }
  return { ok: !options.signal.aborted && runs.every(isDelivered), runs }
}

function deliveryNamed(configuration: Configuration, id: string): Delivery {
  const delivery = configuration.deliveries.get(id)
  if (delivery !== undefined) return delivery
  throw fault({
    kind: 'config',
    message: `There is no delivery ${id}.`,
    hint: `The configuration has: ${[...configuration.deliveries.keys()].join(', ') || 'none'}.`,
  })
}
