/** `@stripe/sync-engine` reads customers and charges into PostgreSQL, with as many workers as it has by itself. */
import { createRequire } from 'node:module'
import http from 'node:http'
import https from 'node:https'
import { join } from 'node:path'
import { readOrders, timed } from './contest.ts'

interface Engine {
  fullSync(
    tables: readonly string[],
    segmentedSync: boolean,
    workerCount: number,
    rateLimit: number,
    monitorProgress: boolean,
  ): Promise<{ readonly errors: readonly object[] }>
  readonly postgresClient: { readonly pool: { end(): Promise<void> } }
}
interface Package {
  readonly StripeSync: { create(config: object): Promise<Engine> }
  readonly runMigrations: (config: object) => Promise<void>
}

const { url, key, database, packages } = readOrders()
const { hostname, port } = new URL(url)
redirectStripe()
const load = createRequire(join(packages, 'package.json'))
const { StripeSync, runMigrations } = load('@stripe/sync-engine') as Package

const description = process.env['CONTEST_OPENAPI']
await runMigrations({
  databaseUrl: database,
  schemaName: 'stripe',
  ...(description !== undefined && { openApiSpecPath: description }),
})
const engine = await StripeSync.create({
  schemaName: 'stripe',
  stripeSecretKey: key,
  backfillRelatedEntities: false,
  poolConfig: { connectionString: database, max: 20 },
})
const [workers, perSecond] = [50, 100_000]
await timed(async () => {
  const { errors } = await engine.fullSync(['customer', 'charge'], true, workers, perSecond, false)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
})
await engine.postgresClient.pool.end()

/** It cannot be told where Stripe is. */
function redirectStripe(): void {
  const agent = new http.Agent({ keepAlive: true })
  https.request = ((options: http.RequestOptions, answered?: (answer: object) => void) => {
    const asked = http.request(
      { ...options, host: hostname, port, protocol: 'http:', agent },
      answered,
    )
    // It writes once the connection is safe.
    asked.once('socket', (socket) => {
      socket.once('connect', () => socket.emit('secureConnect'))
    })
    return asked
  }) as typeof https.request
}
