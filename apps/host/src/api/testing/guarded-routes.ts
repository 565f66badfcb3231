import { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { issueToken, type WantedToken } from '../../access/index.ts'
import type { People } from '../../people/index.ts'
import { isPermission, type Permission } from '../../rights/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import { accessGuard } from '../access-guard.ts'
import { routeAccess } from '../route-access.ts'

/** Every route that asks for a permission. */
export const guardedRoutes: readonly {
  readonly route: string
  readonly method: string
  readonly path: string
  readonly access: Permission
}[] = Object.entries(routeAccess).flatMap(([route, access]) => {
  const [method = '', path = ''] = route.split(' ')
  return isPermission(access) ? [{ route, method, path, access }] : []
})

export const origin = 'https://data.example'

/** All of them behind the guard; each answers no more than that it was reached. */
export async function openGuardedRoutes(people: Partial<People> = {}): Promise<{
  readonly store: Store
  readonly app: Hono
  /** The secret of a token with these permissions. */
  readonly issue: (permissions: readonly Permission[], nodes?: readonly string[]) => Promise<string>
}> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const app = new Hono()
  const configuration = {
    file: '',
    folder: '',
    organisation: 'nordlys',
    store: '',
    host: { url: origin },
    connections: new Map(),
    deliveries: new Map(),
  }
  app.use(
    '/api/*',
    accessGuard({
      host: { store, configuration, now: () => 0, log: () => {} },
      people: people as People,
      refused: { add: async () => {}, flush: async () => {} },
      browserLimiter: () => undefined,
    }),
  )
  for (const { method, path } of guardedRoutes) app.on(method, path, () => new Response('reached'))
  let count = 0
  const issue = async (permissions: readonly Permission[], nodes: readonly string[] = []) => {
    count += 1
    const rest = { kind: 'server', origins: [], expiresAt: undefined } as const
    const token: WantedToken = { name: `test-${count}`, permissions, nodes, ...rest }
    return (await issueToken(store, token, { by: { kind: 'command' }, now: 0 })).secret
  }
  return { store, app, issue }
}
