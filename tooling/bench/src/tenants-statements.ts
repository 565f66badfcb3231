/** How long the statements take that a host asks all day, in a database as it is. */
import {
  changesAfter,
  commitPage,
  dueWork,
  openStore,
  rowsAfter,
  storedRows,
  type Store,
} from '@cartograph/host/measured-store'
import { delivery } from './tenants-delivery.ts'
import { copyOf, type OrderBundle } from './tenants-orders.ts'
import { connection, copiesBetween, pageLength, pageOf, type Organisation } from './tenants-fill.ts'

export interface StatementFigures {
  readonly what: string
  /** Each time it was asked, in the order of their lengths. */
  readonly sortedMs: readonly number[]
}

type Ask = (store: Store, organisation: Organisation, round: number) => Promise<unknown>

/**
 * Asks each of them so many times in each of some databases, over the same organisations.
 *
 * The databases take turns, so that what else the machine has to do is the same for all of them.
 */
export async function measureStatements(
  addresses: readonly string[],
  organisations: readonly Organisation[],
  bundles: readonly OrderBundle[],
  rounds: number,
): Promise<readonly (readonly StatementFigures[])[]> {
  const asked = Object.entries(statements(bundles))
  const times = addresses.map(() => asked.map(() => [] as number[]))
  for (const organisation of organisations) {
    const stores: Store[] = []
    for (const store of addresses)
      stores.push(await openStore({ store, organisation: organisation.name }))
    for (let round = 0; round < rounds; round += 1)
      for (const [what, [, ask]] of asked.entries())
        for (const [at, store] of stores.entries()) {
          const beganAt = performance.now()
          await ask(store, organisation, round)
          times[at]?.[what]?.push(performance.now() - beganAt)
        }
    for (const store of stores) await store.close()
  }
  return times.map((each) =>
    each.map((found, at) => ({
      what: asked[at]?.[0] ?? '',
      sortedMs: found.toSorted((one, other) => one - other),
    })),
  )
}

function statements(bundles: readonly OrderBundle[]): Readonly<Record<string, Ask>> {
  const orderAt = (place: number) =>
    copiesBetween(bundles, place, place + 1).flatMap(({ bundle, copy }) =>
      bundle.orders.map((order) => copyOf(order, copy)),
    )
  const some = (length: number, { orders }: Organisation, round: number) =>
    Array.from({ length }, (_each, at) => orderAt((round * 7919 + at * 104_729) % orders)).flat()
  return {
    'commit a page of 100 new records': (store, _organisation, round) => {
      const from = bundles.length * 5000 + round * pageLength
      const records = Array.from({ length: pageLength }, (_each, at) => orderAt(from + at)).flat()
      return store.write((dialect, org) =>
        commitPage(dialect, org, pageOf('orders', records), Date.now()),
      )
    },
    'the 100 next rows that are due': (store) =>
      store.read((dialect, org) => dueWork(dialect, org, delivery, Date.now(), 100)),
    '100 changes after a cursor': (store, { orders }, round) =>
      store.read((dialect, org) =>
        changesAfter(dialect, org, 'live', (round * 7919) % orders, pageLength),
      ),
    '100 records by key': (store, organisation, round) =>
      store.read((dialect, org) =>
        storedRows(dialect, org, { connection, stream: 'orders' }, [
          ...new Set(some(pageLength, organisation, round).map(({ key }) => key)),
        ]),
      ),
    '100 orders after an id': (store, organisation, round) =>
      store.read((dialect, org) =>
        rowsAfter(
          dialect,
          org,
          'order',
          some(1, organisation, round)[0]?.outputs[0]?.id ?? '',
          pageLength,
        ),
      ),
  }
}

/** What so many of a hundred took at the most. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
