import { fault, type Store as Shop } from '@cartograph/core'
import { rowsById, storesWithFacts, type Dialect, type Work } from '../../store/index.ts'
import { salesStanding } from '../cubes/sales-standing.ts'

/**
 * The stores of some connections that anything is known of.
 *
 * @throws a `transient` fault before figures were made once: until then nobody knows.
 */
export function* storesOfConnections(
  dialect: Dialect,
  org: string,
  connections: ReadonlySet<string>,
): Work<readonly string[]> {
  const { isMade } = yield* salesStanding(dialect, org)
  if (!isMade)
    throw fault({
      kind: 'transient',
      message: 'The figures are being made for the first time.',
      hint: 'Ask again in a while; `cartograph serve` makes them.',
    })
  const stores = yield* storesWithFacts(dialect, org)
  const rows = yield* rowsById(dialect, org, 'store', stores)
  return stores.filter((store) => {
    const row = rows.get(store)
    const shop = row === undefined || row.deleted ? undefined : (JSON.parse(row.data) as Shop)
    // A store that no row describes is named as its connection is, or begins with it.
    return connections.has(shop?.connection ?? store.split(':')[0] ?? store)
  })
}
