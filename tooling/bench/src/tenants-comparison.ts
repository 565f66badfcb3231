/** The same statements in a database that has little and in one that has everything. */
import type { MeasuredServer } from '@cartograph/host/measured-store'
import { between, databaseBytes, readCounters, type Counters } from './tenants-database.ts'
import type { Organisation } from './tenants-fill.ts'
import type { OrderBundle } from './tenants-orders.ts'
import { measureStatements, type StatementFigures } from './tenants-statements.ts'

/** The same statements on the same organisations, in a database that has little else or everything. */
export interface PhaseFigures {
  readonly bytes: number
  readonly counters: Counters
  readonly statements: readonly StatementFigures[]
}

export async function compareStatements(
  server: MeasuredServer,
  databases: { readonly small: string; readonly full: string },
  organisations: readonly Organisation[],
  bundles: readonly OrderBundle[],
  rounds: number,
): Promise<{ readonly small: PhaseFigures; readonly full: PhaseFigures }> {
  const names = [databases.small, databases.full]
  const begun: { readonly bytes: number; readonly counters: Counters }[] = []
  for (const name of names) {
    await server.ask('vacuum analyze', name)
    begun.push({
      bytes: await databaseBytes(server, name),
      counters: await readCounters(server, name),
    })
  }
  const addresses = names.map((name) => server.address(name))
  const asked = await measureStatements(addresses, organisations, bundles, rounds)
  const phases: PhaseFigures[] = []
  for (const [at, name] of names.entries()) {
    const first = begun[at]
    if (first === undefined) continue
    phases.push({
      bytes: first.bytes,
      counters: between(first.counters, await readCounters(server, name)),
      statements: asked[at] ?? [],
    })
  }
  const [small, full] = phases
  if (small === undefined || full === undefined) throw new Error('There is nothing to compare.')
  return { small, full }
}
