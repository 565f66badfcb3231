import { faultOf } from '@cartograph/core'
import { followCustomers } from '../customers/index.ts'
import { readHead, type Rest } from '../store/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'

/** Persons and profiles, kept up to date with the store. */
export interface CustomersWork {
  /** Something was written to the store: they look, if it was a change of a row. */
  whenWritten(): void
  wake(): void
  /** Looks no more for what was written. */
  stop(): void
}

const key = 'persons'

export function customersWork(host: Host): CustomersWork {
  const { configuration, log, signal, store, waits, wakes } = host
  let head = -1
  let looking: NodeJS.Timeout | undefined
  const lookAtHead = async () => {
    const { seq } = await store.read((dialect, org) => readHead(dialect, org))
    if (seq === head) return
    head = seq
    wakes.wake('customers', key)
  }
  wakes.handle('customers', () =>
    underLease(host, key, async ({ signal: held, failures }): Promise<Rest | undefined> => {
      try {
        await followCustomers(store, {
          settings: configuration.customers,
          signal: held,
          now: host.now,
        })
        return undefined
      } catch (error) {
        if (held.aborted) return { forMs: 0, failures }
        log({
          level: 'error',
          message: `Persons and profiles were not brought up to date: ${faultOf(error).message}`,
        })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    }),
  )
  return {
    whenWritten: () => {
      if (signal.aborted) return
      looking ??= setTimeout(() => {
        looking = undefined
        lookAtHead().catch((error: unknown) =>
          log({ level: 'error', message: faultOf(error).message }),
        )
      }, waits.wakeMs)
    },
    wake: () => wakes.wake('customers', key),
    stop: () => clearTimeout(looking),
  }
}
