import type { RateLimit } from '@cartograph/core'
import type { ChildKind } from './kind.ts'
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
  const kinds = Object.entries(listedKinds).flatMap(([name, { path }]) => [
    [`${name}.list`, endpoint(`GET ${origin}${path}`)] as const,
    [`${name}.get`, endpoint(`GET ${origin}${path}/:id`)] as const,
  ])
  const children = Object.entries<ChildKind>(childKinds).flatMap(([name, { list, getPath }]) => [
    [`${name}.list`, endpoint(`GET ${origin}${list.route}`)] as const,
    ...(getPath === undefined
      ? []
      : [[`${name}.get`, endpoint(`GET ${origin}${getPath}/:id`)] as const]),
  ])
  return {
    account: { requests: isLive(config) ? 100 : 25, windowMs, sharedBy },
    ...Object.fromEntries([...kinds, ...children]),
  }
}
