import type { RateLimit } from '@cartograph/core'
import { concurrentRequests } from './assumptions.ts'
import type { ChildKind, ListedKind } from './kind.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { apiBaseOf, budgetOwner, isLive, type Settings } from './settings.ts'

const windowMs = 1000
/** The same in live mode and in a sandbox; every list and every retrieval is an endpoint of its own. */
const requestsPerEndpoint = 25

/**
 * The account's budget of all requests, and that of every endpoint.
 *
 * @see https://docs.stripe.com/rate-limits (read 2026-11-22)
 */
export function limitsOf(config: Settings): Readonly<Record<string, RateLimit>> {
  const { origin } = apiBaseOf(config)
  const sharedBy = budgetOwner(config)
  const endpoint = (match: `GET ${string}`): RateLimit => ({
    match,
    requests: requestsPerEndpoint,
    windowMs,
    sharedBy,
  })
  const routes = [
    ...Object.entries<ListedKind>(listedKinds).flatMap(([name, { path }]) => [
      { name: `${name}.list`, route: path },
      { name: `${name}.get`, route: `${path}/:id` },
    ]),
    ...Object.entries<ChildKind>(childKinds).map(([name, { list }]) => ({
      name: `${name}.list`,
      route: list.route,
    })),
    ...Object.entries<ChildKind>(childKinds).flatMap(([name, { getPath }]) =>
      getPath === undefined ? [] : [{ name: `${name}.get`, route: `${getPath}/:id` }],
    ),
  ]
  return {
    account: {
      requests: isLive(config) ? 100 : 25,
      windowMs,
      concurrent: concurrentRequests,
      sharedBy,
    },
    ...Object.fromEntries(
      routes.map(({ name, route }) => [name, endpoint(`GET ${origin}${route}`)]),
    ),
  }
}
