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

type Ask = (
  store: Store,
  organisation: Organisation,
  round: number,
  salt: number,
) => Promise<unknown>

/** Asks each of them so many times, over some organisations in turn. `salt` tells the new orders of one call from those of another. */
export async function measureStatements(
  address: string,
  organisations: readonly Organisation[],
  bundles: readonly OrderBundle[],
  options: { readonly rounds: number; readonly salt: number },
): Promise<readonly StatementFigures[]> {
  const asked = statements(bundles)
  const times = new Map(Object.keys(asked).map((what) => [what, [] as number[]]))
  for (const organisation of organisations) {
    const store = await openStore({ store: address, organisation: organisation.name })
    try {
      for (let round = 0; round < options.rounds; round += 1)
        for (const [what, ask] of Object.entries(asked)) {
          const beganAt = performance.now()
          await ask(store, organisation, round, options.salt)
          times.get(what)?.push(performance.now() - beganAt)
        }
    } finally {
      await store.close()
    }
  }
  return [...times].map(([what, each]) => ({ what, sortedMs: each.toSorted((a, b) => a - b) }))
}

function statements(bundles: readonly OrderBundle[]): Readonly<Record<string, Ask>> {
  const orderAt = (place: number) =>
    copiesBetween(bundles, place, place + 1).flatMap(({ bundle, copy }) =>
      bundle.orders.map((order) => copyOf(order, copy)),
    )
  const some = (length: number, { orders }: Organisation, round: number) =>
    Array.from({ length }, (_each, at) => orderAt((round * 7919 + at * 104_729) % orders)).flat()
  return {
    'commit a page of 100 new records': (store, _organisation, round, salt) => {
      const from = bundles.length * (5000 + salt * 100) + round * pageLength
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
