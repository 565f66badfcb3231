import { faultOf } from '@cartograph/core'
import { countChangesAfter, readConsumer, storeFigures, type Store } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import type { Meter } from '../telemetry/index.ts'

const seconds = (instantMs: number) => instantMs / 1000

/** What the store tells of itself; gauges of what is gone are forgotten, and all of them where it cannot be read. */
export async function setStoreGauges(
  host: Pick<Host, 'store' | 'configuration' | 'log'>,
  meter: Meter,
): Promise<void> {
  try {
    await readStoreGauges(host, meter)
    meter.set('cartograph_store_readable', {}, 1)
  } catch (error) {
    for (const name of storeGauges) meter.clear(name)
    meter.set('cartograph_store_readable', {}, 0)
    host.log({ level: 'error', message: `The figures lack the store: ${faultOf(error).message}` })
  }
}

async function readStoreGauges(
  { store, configuration }: Pick<Host, 'store' | 'configuration'>,
  meter: Meter,
): Promise<void> {
  const figures = await store.read(storeFigures)
  const behind = await changesBehind(store, configuration)
  for (const name of storeGauges) meter.clear(name)
  for (const { connection, stream, newestCommitAt } of figures.streams) {
    const labels = { connection, stream }
    if (newestCommitAt > 0)
      meter.set(
        'cartograph_stream_newest_commit_timestamp_seconds',
        labels,
        seconds(newestCommitAt),
      )
    meter.set('cartograph_stream_open_slices', labels, 0)
  }
  for (const { connection, stream, count } of figures.openSlices)
    meter.set('cartograph_stream_open_slices', { connection, stream }, count)
  meter.set('cartograph_queued_runs', {}, figures.queuedRuns)
  for (const { side, part, count } of figures.letters)
    meter.set('cartograph_dead_letters', { side, part }, count)
  for (const id of configuration.connections.keys())
    meter.set('cartograph_inbox_webhooks', { connection: id }, 0)
  for (const { connection, waiting, oldestAt } of figures.inbox) {
    meter.set('cartograph_inbox_webhooks', { connection }, waiting)
    meter.set('cartograph_inbox_oldest_timestamp_seconds', { connection }, seconds(oldestAt))
  }
  for (const { side, part, endedAt } of figures.successes) {
    const [connection = '', stream = ''] = part.split('/')
    if (side === 'source')
      meter.set(
        'cartograph_stream_last_success_timestamp_seconds',
        { connection, stream },
        seconds(endedAt),
      )
    else
      meter.set(
        'cartograph_delivery_last_success_timestamp_seconds',
        { delivery: part },
        seconds(endedAt),
      )
  }
  for (const [delivery, count] of behind) {
    meter.set('cartograph_delivery_behind_changes', { delivery }, count)
    meter.set('cartograph_delivery_waiting_rows', { delivery }, 0)
    for (const state of ['held', 'pending', 'unknown', 'failed'])
      meter.set('cartograph_delivery_unsettled_items', { delivery, state }, 0)
  }
  for (const { delivery, count } of figures.work)
    meter.set('cartograph_delivery_waiting_rows', { delivery }, count)
  for (const { delivery, state, count } of figures.unsettled)
    meter.set(
      'cartograph_delivery_unsettled_items',
      // What was sent and not answered: nobody knows whether it arrived.
      { delivery, state: state === 'sent' ? 'unknown' : state },
      count,
    )
}

const storeGauges = [
  'cartograph_queued_runs',
  'cartograph_stream_newest_commit_timestamp_seconds',
  'cartograph_stream_last_success_timestamp_seconds',
  'cartograph_stream_open_slices',
  'cartograph_dead_letters',
  'cartograph_inbox_webhooks',
  'cartograph_inbox_oldest_timestamp_seconds',
  'cartograph_delivery_behind_changes',
  'cartograph_delivery_waiting_rows',
  'cartograph_delivery_unsettled_items',
  'cartograph_delivery_last_success_timestamp_seconds',
] as const

function changesBehind(
  store: Store,
  { deliveries }: Host['configuration'],
): Promise<readonly (readonly [delivery: string, count: number])[]> {
  return store.read(function* (dialect, org) {
    const counted: [string, number][] = []
    for (const { id, from } of deliveries.values()) {
      const { live = 0, bulk = 0 } = (yield* readConsumer(dialect, org, id)) ?? {}
      counted.push([id, yield* countChangesAfter(dialect, org, from, { live, bulk })])
    }
    return counted
  })
}
