import { faultOf } from '@cartograph/core'
import { workCarts } from '../automation/index.ts'
import { sinkName } from '../delivery/index.ts'
import { purgeCartLinks, purgeCarts, type Rest } from '../store/index.ts'
import { cartScene } from './cart-scene.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'

/** Of its wakes and its lease. */
const name = 'carts'
/** How often carts are looked at while nothing wakes. */
const longestRestMs = 10_000
const keptMs = 400 * dayMs
const keptLinksMs = 30 * dayMs

/** Follows carts that are left and writes to those who left them, one process at a time. */
export function cartWork(host: Host): { wake(): void } {
  const { configuration, log, now, store, waits, wakes } = host
  wakes.handle(name, () =>
    underLease(host, name, async ({ signal, failures }): Promise<Rest> => {
      try {
        const scene = await cartScene(host, {
          signal,
          retryAfterMs: (attempts) => retryAfter(waits, attempts),
          onReleased: (deliveries) => {
            for (const id of deliveries) {
              const delivery = configuration.deliveries.get(id)
              if (delivery !== undefined) wakes.wake('delivery', sinkName(delivery))
            }
          },
          onMessage: ({ cart, step, connection, state, problem }) => {
            if (state === 'failed' || state === 'unknown')
              log({
                level: 'error',
                connection,
                message: `Message ${step + 1} about the cart ${cart} was not sent, or nobody knows: ${problem ?? ''}`,
              })
          },
        })
        await workCarts(scene)
        await store.write(function* (dialect, org) {
          yield* purgeCartLinks(dialect, org, now() - keptLinksMs)
          yield* purgeCarts(dialect, org, now() - keptMs)
        })
        return { forMs: Math.min(longestRestMs, waits.lookMs), failures: 0 }
      } catch (error) {
        if (signal.aborted) return { forMs: 0, failures }
        log({ level: 'error', message: `Carts were not looked at: ${faultOf(error).message}` })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    }),
  )
  return {
    wake: () => {
      if (configuration.carts !== undefined) wakes.wake(name, name)
    },
  }
}
