import { fault, type Context, type Key } from '@cartograph/core'
import { ask, readRows, type Query } from './client.ts'
import { answerFault, isRefusedQuery, vendorErrorOf } from './faults.ts'
import type { Settings } from './settings.ts'

export interface ByIdOptions {
  readonly path: string
  /** Lists that may hold the rows, asked in turn for those that are still missing. */
  readonly lists: readonly Query[]
  /** The fields of a row, for the last question: each row by itself, which also answers for statuses that no list shows. */
  readonly single?: Query
}

export function idOf([key]: Key): number {
  return Number(key)
}

/** Rows by id in the order asked for; `null` where the shop says that there is none. */
export async function readByIds<Row extends { readonly id: number }>(
  context: Context<Settings>,
  keys: readonly Key[],
  { path, lists, single }: ByIdOptions,
): Promise<readonly (Row | null)[]> {
  const ids = keys.map(idOf)
  const found = new Map<number, Row>()
  for (const [index, query] of lists.entries()) {
    const missing = ids.filter((id) => !found.has(id))
    if (missing.length === 0) break
    const wanted = { ...query, include: missing.join(','), per_page: String(missing.length) }
    const rows = await readRows(context, { path, query: wanted }).then(
      (answer) => answer.rows as readonly Row[],
      (error: unknown) => {
        // An older shop does not know the further lists.
        if (index > 0 && isRefusedQuery(error)) return []
        throw error
      },
    )
    // A shop that gives other rows does not know `include`, and what it leaves out says nothing.
    if (rows.some(({ id }) => !missing.includes(id))) throw unasked(path)
    for (const row of rows) found.set(row.id, row)
  }
  if (single !== undefined)
    for (const id of ids.filter((one) => !found.has(one))) {
      const row = await readOne<Row>(context, `${path}/${id}`, single)
      if (row !== null) found.set(id, row)
    }
  return ids.map((id) => found.get(id) ?? null)
}

function unasked(path: string) {
  return fault({
    kind: 'contract',
    message: `The shop answers with other rows of ${path} than those it was asked for.`,
    hint: 'A plugin or a cache before the API may drop parts of the address.',
  })
}

/** One record, or `null` where the shop says that there is none: each kind has a code of its own for that, with status 404. */
export async function readOne<Row>(
  context: Context<Settings>,
  path: string,
  query: Query,
): Promise<Row | null> {
  const answer = await ask(context, { path, query, expect: [404] })
  if (answer.status === 200 && answer.json !== undefined) return answer.json as Row
  const error = vendorErrorOf(answer)
  if (answer.status === 404 && error !== undefined && error.code !== 'rest_no_route') return null
  throw answerFault(answer)
}
