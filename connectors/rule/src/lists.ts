import type { Context, Page } from '@cartograph/core'
import * as z from 'zod'
import { askRule, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

/** The query of the next page, without the key that Rule writes into it; `null`: from the beginning. */
export const listPosition = z.object({ query: z.string().nullable() })
export type ListPosition = z.infer<typeof listPosition>

const meta = z.looseObject({ next: z.string().nullish() })
/** The most that v2 gives. */
const limit = '100'

/**
 * A list of v2, page by page.
 *
 * Rule tells the address of the next page, with the key in clear, so only what else stands in its query is kept.
 */
export async function* readList<Row>(
  context: Context<Settings>,
  {
    path,
    name,
    row,
  }: { readonly path: string; readonly name: string; readonly row: z.ZodType<Row> },
  from: ListPosition | undefined,
): AsyncGenerator<Page<Row, ListPosition>> {
  const shape = z.looseObject({ [name]: z.array(row) })
  const rest = z.looseObject({ meta: meta.nullish() })
  let query = from?.query ?? null
  for (;;) {
    const asked = Object.fromEntries(new URLSearchParams(query ?? ''))
    const answer = await askRule(context, { path, query: { limit, ...asked } })
    const told = parsedAs(shape, answer, path)
    const items = told[name] as readonly Row[]
    const next = nextQuery(rest.safeParse(answer.body).data?.meta?.next ?? undefined)
    const isEnd = next === undefined || items.length === 0
    query = next ?? query
    yield { items, next: { query }, ...(isEnd && { end: true }) }
    if (isEnd) return
  }
}

/** All rows of a list, for those that are short. */
export async function readAll<Row>(
  context: Context<Settings>,
  list: { readonly path: string; readonly name: string; readonly row: z.ZodType<Row> },
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const { items } of readList(context, list, undefined)) rows.push(...items)
  return rows
}

function nextQuery(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address)
  if (url === null) return undefined
  url.searchParams.delete('apikey')
  return url.searchParams.toString()
}
