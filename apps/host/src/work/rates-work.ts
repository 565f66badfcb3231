import { faultOf } from '@cartograph/core'
import { fetchRates, type FetchFile } from '../analytics/index.ts'
import type { Rest } from '../store/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'

/** Of its wakes and its lease. */
const name = 'rates'
/** The bank publishes once on each working day; so long after that a rate is here at the latest. */
const restMs = 4 * 3_600_000

/** Fetches exchange rates while a host serves, one process at a time, where the configuration says so. */
export function ratesWork(
  host: Pick<
    Host,
    'configuration' | 'log' | 'now' | 'owner' | 'signal' | 'store' | 'waits' | 'wakes'
  >,
  options: { readonly fetch?: FetchFile; readonly fetched?: () => Promise<void> } = {},
): { wake(): void } {
  const { configuration, log, store, waits, wakes } = host
  wakes.handle(name, () =>
    underLease(host, name, async ({ signal, failures }): Promise<Rest> => {
      try {
        await fetchRates(store, {
          signal,
          now: host.now,
          ...(options.fetch !== undefined && { fetch: options.fetch }),
        })
        await options.fetched?.()
        return { forMs: restMs, failures: 0 }
      } catch (error) {
        if (signal.aborted) return { forMs: 0, failures }
        log({ level: 'warn', message: faultOf(error).message })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    }),
  )
  return {
    wake: () => {
      if (configuration.rates === 'ecb') wakes.wake(name, name)
    },
  }
}
