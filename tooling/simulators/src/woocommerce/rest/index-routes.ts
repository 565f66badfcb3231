import { hourMs } from '../../shop/durations.ts'
import type { Store } from '../store/store.ts'
import { ok } from './answer.ts'
import type { Route } from './route.ts'

/** What anybody may ask: the store's name, its home, its time zone, and which APIs it has. */
export function indexRoutes(store: Store): readonly Route[] {
  return [
    {
      path: '',
      open: true,
      GET: () => {
        const now = store.now()
        return ok({
          name: 'Simulated store',
          description: '',
          url: store.homeUrl(),
          home: store.homeUrl(),
          gmt_offset: (store.time.wall(now) - now) / hourMs,
          timezone_string: store.time.timeZone,
          namespaces: ['oembed/1.0', 'wc/v3', 'wc/v2', 'wc-analytics', 'wc/store/v1', 'wp/v2'],
          authentication: [],
        })
      },
    },
    {
      path: 'wc/v3',
      open: true,
      GET: () => ok({ namespace: 'wc/v3', routes: {} }),
    },
  ]
}
