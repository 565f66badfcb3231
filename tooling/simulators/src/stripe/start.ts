import { seedShop } from './history/seed-shop.ts'
import type { StripeObject } from './json.ts'
import type { KindName } from './kinds/kinds.ts'
import type { StripeOptions } from './options.ts'
import { answered, type HttpRequest } from './rest/application.ts'
import { keyRing, type Keys } from './rest/key-ring.ts'
import { objectRoutes } from './rest/object-routes.ts'
import { routeFinder } from './rest/route.ts'
import { listening } from './rest/server.ts'
import { newestVersion } from './rest/version.ts'
import { shownRow } from './rest/view.ts'
import { openAccount } from './store/account.ts'
import { identifier } from './store/identifiers.ts'

/** An account of Stripe that listens. */
export interface SimulatedStripe {
  /** Without a slash at its end. */
  readonly url: string
  readonly host: string
  readonly port: number
  readonly account: string
  readonly keys: Keys
  /** All objects of a kind as a perfect reader would have them, at the newest version, oldest first. */
  truth(kind: KindName): readonly StripeObject[]
  close(): Promise<void>
}

/** Starts an account of its own on a free port of this machine. */
export async function startStripe(options: StripeOptions = {}): Promise<SimulatedStripe> {
  const { shop, seed = 1, livemode = false, apiVersion = newestVersion } = options
  const clock = options.now ?? (() => shop?.now() ?? Date.now())
  const now = () => Math.floor(clock() / 1_000)
  const id = identifier('acct_', seed).slice(0, 'acct_'.length + 16)
  const account = openAccount({ id, livemode, apiVersion, now })
  if (shop !== undefined) seedShop(account, shop, seed)

  const ring = keyRing({ account: id, livemode, seed })
  const application = {
    find: routeFinder(objectRoutes),
    keyOf: ring.find,
    accountOf: (wanted: string) => (wanted === id ? account : undefined),
  }
  let requests = 0
  const server = await listening(async (request: HttpRequest, response) => {
    requests += 1
    const { answer, version } = answered(application, request)
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'request-id': identifier('req_', seed, requests).slice(0, 'req_'.length + 14),
      ...(version !== undefined && { 'stripe-version': version }),
      ...answer.headers,
    })
    response.end(JSON.stringify(answer.body, undefined, 2))
  })
  return {
    url: server.url,
    host: server.host,
    port: server.port,
    account: id,
    keys: ring.keys,
    truth(kind) {
      const table = account.tables[kind]
      const view = { account, version: newestVersion, expand: [] }
      return Array.from(
        { length: table.length },
        (_, position) => shownRow(table.at(position).row(), view) as StripeObject,
      )
    },
    close: server.close,
  }
}
