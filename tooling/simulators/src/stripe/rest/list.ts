import type { JsonObject, StripeObject } from '../json.ts'
import { rangeOf, type Kind } from '../kinds/kind.ts'
import type { Entry, Table } from '../store/table.ts'
import { refuse } from './answer.ts'
import type { FormObject } from './form.ts'
import { expectKnown } from './parameters.ts'
import { expandPaths, listObject, shownRow, type View } from './view.ts'
import { listIn } from './form.ts'

const paging = ['limit', 'starting_after', 'ending_before', 'expand']

interface Window {
  readonly limit: number
  readonly after?: string
  readonly before?: string
}

/** A page of a table, newest first. */
export function tablePage(options: {
  readonly kind: Kind
  readonly table: Table
  readonly query: FormObject
  readonly view: Omit<View, 'expand'>
  /** Of rows that nobody may see yet, or not any more. */
  readonly hidden?: (entry: Entry) => boolean
  readonly url?: string
}): JsonObject {
  const { kind, table, query, view, hidden } = options
  expectKnown(query, [
    ...paging,
    ...(kind.created ? ['created'] : []),
    ...Object.keys(kind.filters),
  ])
  const window = windowOf(query)
  const expand = expandPaths(listIn(query['expand']), 'data')
  const accepted = acceptance(kind, query)
  const parent = (kind.parents ?? [])
    .map((name) => query[name])
    .find((value) => value !== undefined)
  const source =
    typeof parent === 'string' ? childRows(table, parent) : (table satisfies Pick<Table, 'at'>)
  const { from, to } = bounds(kind, source, query, window)
  const { rows, hasMore } = walked(window, from, to, (position) => {
    const entry = source.at(position)
    if (hidden?.(entry) === true) return undefined
    const row = entry.row()
    return accepted(row) ? row : undefined
  })
  return listObject(
    options.url ?? `/v1/${kind.path}`,
    rows.map((row) => shownRow(row, { ...view, expand })),
    hasMore,
  )
}

/** A page of rows that hang on one object, in the order in which they stand there. */
export function rowsPage(options: {
  readonly rows: readonly StripeObject[]
  readonly query: FormObject
  readonly view: Omit<View, 'expand'>
  readonly url: string
  readonly object: string
  /** Parameters beside those of paging. */
  readonly known?: readonly string[]
}): JsonObject {
  const { rows, query, view } = options
  expectKnown(query, [...paging, ...(options.known ?? [])])
  const window = windowOf(query)
  const expand = expandPaths(listIn(query['expand']), 'data')
  const place = (id: string, param: string) => {
    const found = rows.findIndex((row) => row.id === id)
    if (found === -1) throw missing(options.object, id, param)
    return rows.length - 1 - found
  }
  // Counted from the end, as in a table, where the newest stands last and is shown first.
  const from = window.before === undefined ? 0 : place(window.before, 'ending_before') + 1
  const to = window.after === undefined ? rows.length : place(window.after, 'starting_after')
  const page = walked(window, from, to, (position) => rows[rows.length - 1 - position])
  return listObject(
    options.url,
    page.rows.map((row) => shownRow(row, { ...view, expand })),
    page.hasMore,
  )
}

/** What Stripe says where an id names nothing. In the address it is a 404, in a parameter a 400. */
export function missing(object: string, id: string, param: string) {
  return refuse(param === 'id' ? 404 : 400, {
    code: 'resource_missing',
    message: `No such ${object.replace(/^[a-z_]+\./u, '')}: '${id}'`,
    param,
  })
}

type Rows = Pick<Table, 'length' | 'at' | 'positionOf' | 'firstFrom'>

function childRows(table: Table, parent: string): Rows {
  const entries = table
    .childrenOf(parent)
    .toSorted((one, other) => (table.positionOf(one.id) ?? 0) - (table.positionOf(other.id) ?? 0))
  const firstAtLeast = (created: number) => {
    const found = entries.findIndex((entry) => entry.created >= created)
    return found === -1 ? entries.length : found
  }
  return {
    length: entries.length,
    at: (position) => {
      const entry = entries[position]
      if (entry === undefined) throw new Error(`There is no row at ${position}.`)
      return entry
    },
    positionOf: (id) => {
      const found = entries.findIndex((entry) => entry.id === id)
      return found === -1 ? undefined : found
    },
    firstFrom: firstAtLeast,
  }
}

function windowOf(query: FormObject): Window {
  const { limit: sent = '10', starting_after: after, ending_before: before } = query
  const limit = typeof sent === 'string' && /^-?\d+$/u.test(sent) ? Number(sent) : Number.NaN
  if (Number.isNaN(limit)) {
    throw refuse(400, {
      code: 'parameter_invalid_integer',
      message: `Invalid integer: ${typeof sent === 'string' ? sent : JSON.stringify(sent)}`,
      param: 'limit',
    })
  }
  if (limit < 1 || limit > 100) {
    throw refuse(400, {
      message:
        limit < 1
          ? 'This value must be greater than or equal to 1.'
          : 'This value must be less than or equal to 100.',
      param: 'limit',
      code: 'parameter_invalid_integer',
    })
  }
  if (after !== undefined && before !== undefined) {
    throw refuse(400, {
      message: 'You may only specify one of these parameters: starting_after, ending_before.',
      param: 'ending_before',
    })
  }
  return {
    limit,
    ...(typeof after === 'string' && { after }),
    ...(typeof before === 'string' && { before }),
  }
}

function acceptance(kind: Kind, query: FormObject): (row: StripeObject) => boolean {
  const tests = Object.entries(kind.filters).flatMap(([name, filter]) => {
    const value = query[name]
    return value === undefined ? [] : [(row: StripeObject) => filter(row, value)]
  })
  const { usual } = kind
  if (usual !== undefined) tests.push((row) => usual(row, query))
  return (row) => tests.every((test) => test(row))
}

function bounds(kind: Kind, table: Rows, query: FormObject, window: Window) {
  let from = 0
  let to = table.length
  const { created } = query
  if (created !== undefined) {
    const range = rangeOf(created)
    if (Number.isNaN(range.from) || Number.isNaN(range.to)) {
      throw refuse(400, {
        message: 'Invalid timestamp: must be an integer Unix timestamp',
        param: 'created',
      })
    }
    from = table.firstFrom(range.from)
    to = table.firstFrom(range.to + 1)
  }
  const place = (id: string, param: string) => {
    const found = table.positionOf(id)
    if (found === undefined) throw missing(kind.object, id, param)
    return found
  }
  if (window.after !== undefined) to = Math.min(to, place(window.after, 'starting_after'))
  if (window.before !== undefined) from = Math.max(from, place(window.before, 'ending_before') + 1)
  return { from, to }
}

function walked(
  { limit, before }: Window,
  from: number,
  to: number,
  rowAt: (position: number) => StripeObject | undefined,
): { readonly rows: readonly StripeObject[]; readonly hasMore: boolean } {
  const rows: StripeObject[] = []
  const forward = before !== undefined
  for (
    let position = forward ? from : to - 1;
    position >= from && position < to && rows.length <= limit;
    position += forward ? 1 : -1
  ) {
    const row = rowAt(position)
    if (row !== undefined) rows.push(row)
  }
  const shown = rows.slice(0, limit)
  return { rows: forward ? shown.toReversed() : shown, hasMore: rows.length > limit }
}
