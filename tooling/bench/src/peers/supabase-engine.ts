/** `@supabase/stripe-sync-engine` reads customers and charges into PostgreSQL, both at once. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readOrders, timed } from './contest.ts'

interface Engine {
  stripe: unknown
  syncCustomers(): Promise<unknown>
  syncCharges(): Promise<unknown>
  readonly postgresClient: { close(): Promise<void> }
}
interface Package {
  readonly StripeSync: new (config: object) => Engine
  readonly runMigrations: (config: object) => Promise<void>
}

const { url, key, database, packages } = readOrders()
// The build for `import` does not find its migrations.
const load = createRequire(join(packages, 'package.json'))
const { StripeSync, runMigrations } = load('@supabase/stripe-sync-engine') as Package
const Stripe = load('stripe') as new (key: string, config: object) => unknown

await runMigrations({ databaseUrl: database, schema: 'stripe', logger: logger() })
const engine = new StripeSync({
  schema: 'stripe',
  stripeSecretKey: key,
  stripeWebhookSecret: 'unused',
  backfillRelatedEntities: false,
  poolConfig: { connectionString: database, max: 10 },
})
const { protocol, hostname, port } = new URL(url)
engine.stripe = new Stripe(key, { protocol: protocol.slice(0, -1), host: hostname, port })
await timed(async () => {
  await Promise.all([engine.syncCustomers(), engine.syncCharges()])
})
await engine.postgresClient.close()

/** It goes on where its tables could not be made, and tells the log alone. */
function logger(): object {
  return {
    info: quiet,
    debug: quiet,
    warn: quiet,
    error: (error: unknown) => {
      throw error instanceof Error ? error : new Error(String(error))
    },
  }
}

function quiet(): void {}
