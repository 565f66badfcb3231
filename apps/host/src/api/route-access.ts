import type { Permission } from '../rights/index.ts'

/**
 * Who is answered at a route: whoever has a permission, `anybody`, or whoever knows an `address` that holds a token of its own or sends
 * the password that belongs to it.
 */
export type RouteAccess = Permission | 'anybody' | 'address'

/** Every route that there is. One that is not named here is answered to tokens that may do everything, and fails a test. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  'GET /health': 'anybody',
  'GET /ready': 'anybody',
  'GET /metrics': 'address',
  'ALL /hooks/:connection/:token/*': 'address',
  'ALL /surfaces/:connection/:name/:token/*': 'address',
  'ALL /served/:connection/:sink/:token': 'address',
  'GET /carts/:token': 'address',
  'GET /api/tokens': 'admin',
  'POST /api/tokens': 'admin',
  'POST /api/tokens/:id/issue': 'admin',
  'POST /api/tokens/:id/rotate': 'admin',
  'POST /api/tokens/:id/revoke': 'admin',
  'GET /api/audit': 'admin',
  'GET /pages/:link': 'address',
  'POST /pages/:link': 'address',
  'GET /api/status': 'status:read',
  'POST /api/connections/:id/sync': 'runs:start',
  'POST /api/connections/:id/pause': 'runs:start',
  'POST /api/connections/:id/resume': 'runs:start',
  'GET /api/connections/:id/schema': 'status:read',
  'GET /api/connections/:id/schema.svg': 'status:read',
  'GET /api/runs': 'runs:read',
  'GET /api/runs/:id': 'runs:read',
  'GET /api/runs/:id/events': 'runs:read',
  'POST /api/deliveries/:id/test': 'runs:start',
  'GET /api/served': 'served:read',
  'POST /api/served/:connection/:sink/rotate': 'served:write',
  'POST /api/served/:connection/:sink/accept': 'served:write',
  'GET /api/feeds': 'served:read',
  'GET /api/feeds/:id/preview': 'served:read',
  'GET /api/feeds/:id/report': 'served:read',
  'POST /api/feeds/:id/run': 'runs:start',
  'POST /api/feeds/:id/allow': 'served:write',
  'POST /api/feeds/:id/rotate': 'served:write',
  'GET /api/surfaces': 'surfaces:write',
  'POST /api/surfaces/:connection/:name/rotate': 'surfaces:write',
  'GET /api/figures/catalogue': 'figures:read',
  'POST /api/figures': 'figures:read',
  'GET /api/dashboards': 'figures:read',
  'GET /api/dashboards/:id': 'figures:read',
  'POST /api/dashboards/:id/query': 'figures:read',
  'GET /api/insights': 'figures:read',
  'GET /api/insights/feedback': 'figures:read',
  'POST /api/insights/feedback': 'alerts:write',
  'GET /api/alerts': 'figures:read',
  'PUT /api/alerts/:id': 'alerts:write',
  'DELETE /api/alerts/:id': 'alerts:write',
  'POST /api/alerts/:id/test': 'figures:read',
  'GET /api/digests': 'figures:read',
  'PUT /api/digests/:id': 'alerts:write',
  'DELETE /api/digests/:id': 'alerts:write',
  'GET /api/monitoring': 'status:read',
  'GET /api/quota': 'status:read',
  'GET /api/automations': 'status:read',
  'GET /api/automations/:id': 'status:read',
  'GET /api/automations/:id/runs': 'customers:read',
  'POST /api/automations/:id/dry-run': 'figures:read',
  'POST /api/automations/:id/pause': 'automations:write',
  'POST /api/automations/:id/resume': 'automations:write',
  'GET /api/customers/:id/automations': 'customers:read',
  'GET /api/carts': 'customers:read',
  'GET /api/carts/figures': 'figures:read',
  'POST /api/carts/dry-run': 'figures:read',
  'GET /api/carts/:id': 'customers:read',
  'GET /api/segments': 'segments:read',
  'POST /api/segments/count': 'segments:read',
  'GET /api/segments/:id': 'segments:read',
  'PUT /api/segments/:id': 'segments:write',
  'DELETE /api/segments/:id': 'segments:write',
  'GET /api/segments/:id/members': 'customers:read',
  'GET /api/segments/:id/members/:member': 'customers:read',
  'GET /api/customers': 'customers:read',
  'GET /api/customers/figures': 'figures:read',
  'GET /api/customers/erasures': 'customers:erase',
  'GET /api/customers/:id': 'customers:read',
  'GET /api/customers/:id/timeline': 'customers:read',
  'GET /api/customers/:id/export': 'customers:export',
  'POST /api/customers/merge': 'customers:merge',
  'POST /api/customers/:id/split': 'customers:merge',
  'POST /api/customers/:id/undo': 'customers:merge',
  'POST /api/customers/:id/erase': 'customers:erase',
  'POST /api/customers': 'customers:write',
  'PATCH /api/customers/:id': 'customers:write',
  'POST /api/customers/:id/tags': 'customers:write',
  'POST /api/customers/:id/consents': 'customers:write',
  'POST /api/events': 'events:write',
  'POST /api/pages/links': 'customers:export',
}

/**
 * Routes that answer as the node which `askingOf` gives, and tell and change nothing beyond it. Only these are open to tokens that are
 * bound to nodes, whatever permissions those have.
 */
export const nodeRoutes: ReadonlySet<string> = new Set([
  'GET /api/customers',
  'GET /api/customers/:id',
  'GET /api/customers/:id/timeline',
  'POST /api/customers',
  'PATCH /api/customers/:id',
  'POST /api/customers/:id/tags',
  'POST /api/customers/:id/consents',
  'POST /api/events',
  'GET /api/figures/catalogue',
  'POST /api/figures',
  'GET /api/dashboards',
  'GET /api/dashboards/:id',
  'POST /api/dashboards/:id/query',
  'GET /api/segments',
  'POST /api/segments/count',
  'GET /api/segments/:id',
  'GET /api/segments/:id/members',
])

/** Where a parameter of the query asks for more than the route does: what then counts in its place. */
const queryAccess: Readonly<Record<string, readonly [parameter: string, permission: Permission]>> =
  {
    'GET /api/customers': ['search', 'customers:search'],
  }

/** The permission that a request needs. */
export function permissionFor(route: string, query: Readonly<Record<string, string>>): Permission {
  const [parameter, permission] = queryAccess[route] ?? []
  if (parameter !== undefined && permission !== undefined && query[parameter] !== undefined)
    return permission
  const access = routeAccess[route]
  return access === undefined || access === 'anybody' || access === 'address' ? 'admin' : access
}
