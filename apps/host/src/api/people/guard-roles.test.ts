import { expect, test } from 'vitest'
import { mayDo, roleNames, rolePermissions } from '../../rights/index.ts'
import { addMember } from '../../store/index.ts'
import { guardedRoutes, openGuardedRoutes, origin } from '../testing/guarded-routes.ts'

const person = { id: 'u1', name: 'Vera', email: 'vera@example.com', twoFactor: false }
const signedIn = async () => ({ ...person, session: 's1', cookies: [] })
const headers = { origin, cookie: 'cartograph.session_token=x' }

test.each(roleNames)('of all routes exactly those answer that a role covers: %s', async (role) => {
  const { app, store } = await openGuardedRoutes({ signedIn })
  await store.write((dialect, org) => addMember(dialect, org, { user: 'u1', role, now: 0 }))
  const refused: string[] = []
  for (const { route, method, path } of guardedRoutes) {
    const answer = await app.request(`${origin}${path}`, { method, headers })
    if (answer.status === 403) refused.push(route)
  }
  const uncovered = guardedRoutes.filter(({ access }) => !mayDo(rolePermissions[role], access))
  expect(refused).toStrictEqual(uncovered.map(({ route }) => route))
})

test('a viewer changes nothing: every permission of the role is one to read', () => {
  expect(rolePermissions.viewer.filter((each) => !each.endsWith(':read'))).toStrictEqual([])
})
