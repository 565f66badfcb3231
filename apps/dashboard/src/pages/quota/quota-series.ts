import type { AnswerOf } from '../../api/routes.ts'

export type Quota = AnswerOf<'GET /api/quota'>

/** A store of an organisation, and how much of all is its own. */
export interface StoreShare {
  readonly organisation: string
  readonly connection: string
  readonly paidOrders: number
  /** Of all paid orders; of none it is none. */
  readonly share: number
}

/** Every store that counts, those with most first. */
export function storeShares({
  organisations,
  paidOrders: all,
}: Pick<Quota, 'organisations' | 'paidOrders'>): readonly StoreShare[] {
  return organisations
    .flatMap(({ organisation, connections }) =>
      connections.map(({ connection, paidOrders }) => ({
        organisation,
        connection,
        paidOrders,
        share: all === 0 ? 0 : paidOrders / all,
      })),
    )
    .toSorted((one, other) => other.paidOrders - one.paidOrders)
}

/** What was counted on each day, a line for each store that ever had any; of a day on which a store was not counted nothing is known. */
export function quotaSeries({ history }: Pick<Quota, 'history'>): {
  readonly periods: readonly string[]
  readonly series: readonly {
    readonly id: string
    readonly name: string
    readonly values: readonly (number | null)[]
  }[]
} {
  const counts = history.flatMap(({ connections }) => connections)
  const organisations = new Set(counts.map(({ organisation }) => organisation))
  const names = new Map(
    counts
      .filter(({ paidOrders }) => paidOrders > 0)
      .map((count) => [
        idOf(count),
        organisations.size > 1 ? `${count.organisation} · ${count.connection}` : count.connection,
      ]),
  )
  return {
    periods: history.map(({ day }) => day),
    series: [...names].map(([id, name]) => ({
      id,
      name,
      values: history.map(
        ({ connections }) => connections.find((each) => idOf(each) === id)?.paidOrders ?? null,
      ),
    })),
  }
}

function idOf(of: { readonly organisation: string; readonly connection: string }): string {
  return `${of.organisation}/${of.connection}`
}
