import type { StripeObject } from '../client.ts'

/** An error as Stripe words it. */
export function refusal(
  status: number,
  error: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error }, { status, headers: { 'request-id': 'req_1', ...headers } })
}

export interface MemoryStripe {
  /** By path, `/v1/charges`: the rows in any order. */
  readonly tables: Readonly<Record<string, StripeObject[]>>
  /** Called before each answer with the number of lists that were answered. */
  readonly between?: (lists: number) => void
  /** Most rows of a page, whatever is asked for. */
  readonly pageSize?: number
}

/** Lists and single objects out of memory, as Stripe gives them: the newest first. */
export function memoryStripe({ tables, between, pageSize = 100 }: MemoryStripe) {
  let lists = 0
  return (request: Request): Response => {
    const url = new URL(request.url)
    const rows = tables[url.pathname]
    if (rows !== undefined) {
      between?.(lists)
      lists += 1
      return listAnswer(rows, url.searchParams, pageSize)
    }
    const cut = url.pathname.lastIndexOf('/')
    const found = tables[url.pathname.slice(0, cut)]?.find(
      ({ id }) => id === url.pathname.slice(cut + 1),
    )
    return found === undefined ? unknown('id') : Response.json(found)
  }
}

function unknown(param: string): Response {
  return refusal(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message: 'No such object',
  })
}

const created = (row: StripeObject) => Number(row['created'])

/** Newest first; in one second the id decides, as any order that stays the same would do. */
function newestFirst(one: StripeObject, other: StripeObject): number {
  return created(other) - created(one) || (one.id < other.id ? 1 : -1)
}

function listAnswer(rows: readonly StripeObject[], query: URLSearchParams, most: number): Response {
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise)
  const inRange = rows
    .filter(
      (row) =>
        !query.has('created[gte]') ||
        (created(row) >= number('created[gte]', 0) &&
          created(row) < number('created[lt]', Number.POSITIVE_INFINITY)),
    )
    .toSorted(newestFirst)
  const limit = Math.min(number('limit', 10), most)
  const after = query.get('starting_after')
  const before = query.get('ending_before')
  const place = (id: string) => inRange.findIndex((row) => row.id === id)
  if (after !== null) {
    if (place(after) === -1) return unknown('starting_after')
    const rest = inRange.slice(place(after) + 1)
    return page(rest.slice(0, limit), rest.length > limit)
  }
  if (before !== null) {
    if (place(before) === -1) return unknown('ending_before')
    const rest = inRange.slice(0, place(before))
    return page(rest.slice(-limit), rest.length > limit)
  }
  return page(inRange.slice(0, limit), inRange.length > limit)
}

function page(data: readonly StripeObject[], hasMore: boolean): Response {
  return Response.json({ object: 'list', data, has_more: hasMore })
}
