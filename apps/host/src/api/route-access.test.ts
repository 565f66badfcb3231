import { expect, test } from 'vitest'
import { isPermission } from '../rights/index.ts'
import { scriptedHost } from '../testing/scripted-host.ts'
import { routeAccess } from './route-access.ts'

/** What comes before routes and answers nothing that a route would. */
const before: ReadonlySet<string> = new Set([
  'ALL /*',
  // The page: files that hold nothing of anybody.
  'GET /*',
  'ALL /api/*',
  'ALL /health',
  'ALL /ready',
  'ALL /metrics',
  'ALL /hooks/*',
  'ALL /carts/*',
  'ALL /pages/*',
  'ALL /served/*',
  'ALL /share/*',
  'ALL /surfaces/*',
])

test('every route of the host says who is answered, and nothing else is named', async () => {
  const host = { metrics: { token: '0123456789abcdef' } }
  const { app, metricsApp } = await scriptedHost({ connections: [], host })
  const routes = [...app.routes, ...metricsApp.routes].map(
    ({ method, path }) => `${method} ${path}`,
  )
  const answering = routes.filter((route) => !before.has(route))
  expect([...new Set(answering)].toSorted()).toStrictEqual(Object.keys(routeAccess).toSorted())
})

/** Where people come in: what is answered there is answered to whoever can say a password, a code or what a link holds. */
const doors = /^(?:GET|POST) \/api\/(?:auth|setup|invitations)(?:\/|$)/
/** What whoever has a link is told, by the token in it. */
const links = /^(?:GET|POST) \/api\/shared\/:token(?:\/|$)/

test('below /api every route asks for a permission or a person but where people come in and what links tell, and everything else for none', () => {
  const wrong = Object.entries(routeAccess).filter(([route, access]) => {
    if (access === 'anybody' && doors.test(route)) return false
    if (access === 'address' && links.test(route)) return false
    const asks = isPermission(access) || access === 'person' || access === 'caller'
    return asks !== route.includes(' /api/')
  })
  expect(wrong).toStrictEqual([])
})
