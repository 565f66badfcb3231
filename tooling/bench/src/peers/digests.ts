import { createHash } from 'node:crypto'
import type { MeasuredServer } from '@cartograph/host/measured-store'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import Sqlite from 'better-sqlite3'

export const lists = ['customers', 'charges'] as const
/** A query that gives `id` and `data`, whose `amount` counts, of one list. */
export type TableQuery = (list: (typeof lists)[number]) => string

/** How many there are, what they amount to, and a hash over their ids in order. */
export interface Digest {
  readonly count: number
  readonly amount: number
  readonly ids: string
}

export async function digestOf(
  server: MeasuredServer,
  database: string,
  tables: TableQuery,
): Promise<readonly Digest[]> {
  const found: Digest[] = []
  for (const list of lists) {
    const [row] = await server.ask(
      `select count(*) as count, coalesce(sum((data->>'amount')::bigint), 0) as amount,
         md5(coalesce(string_agg(id, ',' order by id collate "C"), '')) as ids
       from (${tables(list)}) as listed`,
      database,
    )
    found.push({
      count: Number(row?.['count']),
      amount: list === 'charges' ? Number(row?.['amount']) : 0,
      ids: String(row?.['ids']),
    })
  }
  return found
}

/** Of our own store in a file. */
export function digestOfFile(file: string): readonly Digest[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return lists.map((list) => {
      const rows = database
        .prepare<[string], { readonly id: string; readonly amount: number | null }>(
          `select data ->> 'id' as id, data ->> 'amount' as amount from record where stream = ? and deleted = 0`,
        )
        .all(list)
      return digestOfRows(list, rows)
    })
  } finally {
    database.close()
  }
}

export function digestOfAccount(stripe: SimulatedStripe): readonly Digest[] {
  return lists.map((list) =>
    digestOfRows(list, stripe.truth(list) as readonly { id: string; amount?: number }[]),
  )
}

function digestOfRows(
  list: (typeof lists)[number],
  rows: readonly { readonly id: string; readonly amount?: number | null }[],
): Digest {
  const ids = rows.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1))
  return {
    count: rows.length,
    amount: list === 'charges' ? rows.reduce((sum, { amount }) => sum + Number(amount), 0) : 0,
    ids: createHash('md5').update(ids.join(',')).digest('hex'),
  }
}
