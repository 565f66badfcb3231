import { Hono } from 'hono'
import type { RefusalLog } from '../../access/index.ts'
import type { People } from '../../people/index.ts'
import type { OrganisationDesk } from '../../declared/index.ts'
import type { Host } from '../../work/index.ts'
import { authRoutes } from './auth-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { meRoutes } from './me-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { serviceRoutes } from './service-routes.ts'
import { setupRoutes } from './setup-routes.ts'
import { signInLimits } from './sign-in-limits.ts'

/** Everything about people: the first of them, signing in, themselves, members and invitations. */
export function peopleRoutes(parts: {
  readonly host: Host
  readonly people: People
  readonly refused: RefusalLog
  /** Where browsers reach the host. */
  readonly url: string
  /** There where organisations are made. */
  readonly organisations?: OrganisationDesk | undefined
}): Hono {
  const { host, url } = parts
  const limited = { ...parts, limits: signInLimits() }
  const routes = new Hono()
  routes.route('/', setupRoutes(limited))
  routes.route('/', meRoutes(host, parts.organisations !== undefined))
  routes.route('/', memberRoutes(host, url))
  routes.route('/', invitationRoutes(limited))
  routes.route('/', authRoutes(limited))
  routes.route('/', passwordRoutes(limited))
  routes.route('/', serviceRoutes(limited))
  return routes
}
