import { draws } from '../shop/random.ts'
import { adminOf } from './admin.ts'
import type { StripeObject } from './json.ts'
import type { StripeOptions } from './options.ts'
import { idempotencyMemory } from './rest/idempotency.ts'
import { keyRing } from './rest/key-ring.ts'
import { limitsOf, noLimits } from './rest/limits.ts'
import { responder } from './rest/responding.ts'
import { apiRoutes } from './rest/routes.ts'
import { routeFinder } from './rest/route.ts'
import { listening } from './rest/server.ts'
import { newestVersion } from './rest/version.ts'
import { shownRow } from './rest/view.ts'
import type { SimulatedStripe } from './simulated.ts'
import { weatherOf, type AnsweredRequest } from './weather/weather.ts'
import { openWorld } from './world.ts'

/** Starts an account of its own on a free port of this machine. */
export async function startStripe(options: StripeOptions = {}): Promise<SimulatedStripe> {
  const { shop, seed = 1, livemode = false } = options
  const weather = weatherOf(draws(seed, 8_001))
  const world = openWorld(options, () => weather.climate())
  const { own, accounts } = world
  const ring = keyRing({ account: own.id, livemode, seed })
  const application = {
    find: routeFinder(apiRoutes(world)),
    keyOf: ring.find,
    accountOf: (wanted: string) => accounts.get(wanted),
    memory: idempotencyMemory(() => own.present()),
  }
  const log: AnsweredRequest[] = []
  const limits =
    options.limits === 'real' ? limitsOf({ livemode, nowMs: () => performance.now() }) : noLimits
  const server = await listening(
    responder({ world, application, limits, weather, log, datedAt: world.datedAt }),
  )
  const known = (id: string) => {
    const account = accounts.get(id)
    if (account === undefined) throw new Error(`There is no account ${id}.`)
    return account
  }
  return {
    url: server.url,
    host: server.host,
    port: server.port,
    account: own.id,
    connected: [...accounts.keys()].filter((id) => id !== own.id),
    keys: ring.keys,
    admin: adminOf(own, world.endpoints),
    adminOf: (id) => adminOf(known(id), world.endpoints),
    weather,
    log,
    live(ms) {
      shop?.advance(ms)
      world.catchUp()
    },
    truth(kind, id = own.id) {
      world.catchUp()
      const account = known(id)
      const table = account.tables[kind]
      const view = { account, version: newestVersion, expand: [] }
      return Array.from(
        { length: table.length },
        (_, position) => shownRow(table.at(position).row(), view) as StripeObject,
      )
    },
    async deliverWebhooks() {
      world.catchUp()
      return world.dispatch.deliver()
    },
    close: server.close,
  }
}
