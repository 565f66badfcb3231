import type { JsonObject } from '@cartograph/core'
import { rowsAfter, type Dialect, type Work } from '../../store/index.ts'
import type { CountriesOf } from '../identity/trace.ts'
import { ownerOf, type CustomerNodes } from '../nodes/node.ts'

/** More places that sell are not looked at for their countries. */
const mostStores = 10_000

export interface StoreCountries {
  readonly countriesOf: CountriesOf
  /** All that is known, in one order: another list makes other numbers of the same digits. */
  readonly countries: readonly (readonly [string, string])[]
}

/** Where phone numbers that are written without a country are: in that of the store, then of the connection's only one, then of the node. */
export function* countriesIn(
  dialect: Dialect,
  org: string,
  nodes: CustomerNodes,
): Work<StoreCountries> {
  const rows = yield* rowsAfter(dialect, org, 'store', '', mostStores)
  const byStore = new Map<string, string>()
  const byConnection = new Map<string, Set<string>>()
  for (const { id, data, deleted } of rows) {
    const row = JSON.parse(data) as JsonObject
    const { country, address, connection } = row
    const found = textOf(country) ?? textOf((address as JsonObject | null | undefined)?.['country'])
    if (deleted || found === undefined || typeof connection !== 'string') continue
    byStore.set(id, found)
    const own = byConnection.get(connection) ?? new Set()
    byConnection.set(connection, own.add(found))
  }
  const nodeCountries = [...nodes.values()].flatMap((node): [string, string][] =>
    node.kind === 'view' || node.country === undefined
      ? []
      : [[`of ${node.connections.join(' ')}`, node.country]],
  )
  return {
    countries: [...byStore, ...nodeCountries],
    countriesOf: (connection, storeId) => {
      const store = storeId === undefined ? undefined : byStore.get(storeId)
      const all = byConnection.get(connection)
      const only = all?.size === 1 ? [...all] : []
      const node = ownerOf(nodes, connection)?.country
      return [...new Set([store ?? only, node ?? []].flat())]
    },
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
