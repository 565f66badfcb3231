import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import type { People } from '../../people/index.ts'
import { isPermission, mayDo, roleNames, rolePermissions, type Role } from '../../rights/index.ts'
import { addMember, openStore } from '../../store/index.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import { accessGuard } from '../access-guard.ts'
import { routeAccess } from '../route-access.ts'

const origin = 'https://data.example'
const guarded = Object.entries(routeAccess).flatMap(([route, access]) => {
  const [method = '', path = ''] = route.split(' ')
  return isPermission(access) ? [{ route, method, path, access }] : []
})

/** Every route behind the guard, answering nothing but that it was reached, and somebody of a role who asks. */
async function guardedRoutes(role: Role) {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  await store.write((dialect, org) => addMember(dialect, org, { user: 'u1', role, now: 0 }))
  const person = { id: 'u1', name: 'Vera', email: 'vera@example.com', twoFactor: false }
  const people = {
    signedIn: async () => ({ ...person, session: 's1', cookies: [] }),
  } as Partial<People> as People
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
      people,
      refused: { add: async () => {}, flush: async () => {} },
      browserLimiter: () => undefined,
    }),
  )
  for (const { method, path } of guarded) app.on(method, path, () => new Response('reached'))
  const headers = { origin, cookie: 'cartograph.session_token=x' }
  return async (method: string, path: string): Promise<number> =>
    (await app.request(`${origin}${path}`, { method, headers })).status
}

test.each(roleNames)('of all routes exactly those answer that a role covers: %s', async (role) => {
  const ask = await guardedRoutes(role)
  const refused: string[] = []
  for (const { route, method, path } of guarded)
    if ((await ask(method, path)) === 403) refused.push(route)
  const uncovered = guarded.filter(({ access }) => !mayDo(rolePermissions[role], access))
  expect(refused).toStrictEqual(uncovered.map(({ route }) => route))
})

test('a viewer changes nothing: every permission of the role is one to read', () => {
  expect(rolePermissions.viewer.filter((each) => !each.endsWith(':read'))).toStrictEqual([])
})
