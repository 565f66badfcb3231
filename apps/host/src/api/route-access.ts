import { isPermission, type Permission } from '../rights/index.ts'
import { described } from './operations/described.ts'

/**
 * Who is answered at a route: whoever has a permission, `anybody`, or whoever knows an `address` that holds a token of its own or sends
 * the password that belongs to it; a `caller`, whose token or session is good; a `person`, who is signed in.
 */
export type RouteAccess = Permission | 'anybody' | 'address' | 'caller' | 'person'

/** Routes that no program calls with a token of the API. */
const outside: Readonly<Record<string, RouteAccess>> = {
  'GET /health': 'anybody',
  'GET /ready': 'anybody',
  'GET /metrics': 'address',
  'ALL /hooks/:connection/:token/*': 'address',
  'ALL /surfaces/:connection/:name/:token/*': 'address',
  'ALL /served/:connection/:sink/:token': 'address',
  'GET /carts/:token': 'address',
  'GET /share/:token': 'address',
  'GET /pages/:link': 'address',
  'POST /pages/:link': 'address',
}

/** Every route that there is. One that is not named here is answered to tokens that may do everything, and fails a test. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  ...outside,
  ...Object.fromEntries([...described].map(([route, { access }]) => [route, access])),
}

/**
 * Routes that answer as the node which `askingOf` gives, and tell and change nothing beyond it. Only these are open to tokens that are
 * bound to nodes, whatever permissions those have.
 */
export const nodeRoutes: ReadonlySet<string> = new Set(
  [...described].flatMap(([route, { node }]) => (node === true ? [route] : [])),
)

/** The permission that a request needs. */
export function permissionFor(route: string, query: Readonly<Record<string, string>>): Permission {
  const [parameter, permission] = described.get(route)?.queryAccess ?? []
  if (parameter !== undefined && permission !== undefined && query[parameter] !== undefined)
    return permission
  const access = routeAccess[route] ?? ''
  return isPermission(access) ? access : 'admin'
}
