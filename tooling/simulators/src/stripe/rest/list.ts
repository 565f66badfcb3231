import type { JsonObject, StripeObject } from '../json.ts'
import { rangeOf, type Kind } from '../kinds/kind.ts'
import type { Entry, Table } from '../store/table.ts'
import { refuse } from './answer.ts'
import { listIn, type FormObject } from './form.ts'
import { missing, pageOf, paging, windowOf, type Window } from './list-window.ts'
import { expectKnown } from './parameters.ts'
import { isBefore } from './version.ts'
import { expandPaths, listObject, shownRow, type View } from './view.ts'

/** A page of a table, newest first. */
export function tablePage(options: {
  readonly kind: Kind
  readonly table: Table
  readonly query: FormObject
  readonly view: Omit<View, 'expand'>
  /** Of rows that nobody may see yet, or not any more. */
  readonly isHidden?: (entry: Entry) => boolean
}): JsonObject {
  const { kind, table, query, view, isHidden } = options
  const own = [...(isDated(kind, view.version) ? ['created'] : []), ...Object.keys(kind.filters)]
  expectKnown(query, [...paging, ...own])
  const window = windowOf(query)
  const expand = expandPaths(listIn(query['expand']), 'data')
  const isAccepted = acceptance(kind, query)
  const parent = (kind.parents ?? []).map((name) => query[name]).find((sent) => sent !== undefined)
  const source = typeof parent === 'string' ? childRows(table, parent) : table
  const page = pageOf(window, rangeIn(kind, source, query, window), (position) => {
    const entry = source.at(position)
    if (isHidden?.(entry) === true) return undefined
    const row = entry.row()
    return isAccepted(row) ? row : undefined
  })
  return listObject(
    `/v1/${kind.path}`,
    page.rows.map((row) => shownRow(row, { ...view, expand })),
    page.hasMore,
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
  const { rows, query, view, known = [] } = options
  expectKnown(query, [...paging, ...known])
  const window = windowOf(query)
  const expand = expandPaths(listIn(query['expand']), 'data')
  const upwards = rows.toReversed()
  const place = (id: string, param: string) => {
    const found = upwards.findIndex((row) => row.id === id)
    if (found === -1) throw missing(options.object, id, param)
    return found
  }
  const { after, before } = window
  const range = {
    from: before === undefined ? 0 : place(before, 'ending_before') + 1,
    to: after === undefined ? rows.length : place(after, 'starting_after'),
  }
  const page = pageOf(window, range, (position) => upwards[position])
  return listObject(
    options.url,
    page.rows.map((row) => shownRow(row, { ...view, expand })),
    page.hasMore,
  )
}

function isDated({ created, undatedUpTo }: Kind, version: string): boolean {
  return created && (undatedUpTo === undefined || isBefore(undatedUpTo, version.slice(0, 10)))
}

type Rows = Pick<Table, 'length' | 'at' | 'positionOf' | 'firstFrom'>

function childRows(table: Table, parent: string): Rows {
  const entries = table
    .childrenOf(parent)
    .map((entry) => ({ entry, position: table.positionOf(entry.id) ?? 0 }))
    .toSorted((one, other) => one.position - other.position)
    .map(({ entry }) => entry)
  const placeWhere = (holds: (entry: Entry) => boolean) => {
    const found = entries.findIndex(holds)
    return found === -1 ? undefined : found
  }
  return {
    length: entries.length,
    at(position) {
      const entry = entries[position]
      if (entry === undefined) throw new Error(`There is no row at ${position}.`)
      return entry
    },
    positionOf: (id) => placeWhere((entry) => entry.id === id),
    firstFrom: (created) => placeWhere((entry) => entry.created >= created) ?? entries.length,
  }
}

function acceptance(kind: Kind, query: FormObject): (row: StripeObject) => boolean {
  const { usual } = kind
  const tests = Object.entries(kind.filters).flatMap(([name, filter]) => {
    const value = query[name]
    return value === undefined ? [] : [(row: StripeObject) => filter(row, value)]
  })
  return (row) => tests.every((test) => test(row)) && (usual?.(row, query) ?? true)
}

function rangeIn(kind: Kind, rows: Rows, query: FormObject, { after, before }: Window) {
  let [from, to] = [0, rows.length]
  const { created } = query
  if (created !== undefined) {
    const range = rangeOf(created)
    if (Number.isNaN(range.from) || Number.isNaN(range.to)) {
      const message = 'Invalid timestamp: must be an integer Unix timestamp'
      throw refuse(400, { message, param: 'created' })
    }
    from = rows.firstFrom(range.from)
    to = rows.firstFrom(range.to + 1)
  }
  const place = (id: string, param: string) => {
    const found = rows.positionOf(id)
    if (found === undefined) throw missing(kind.object, id, param)
    return found
  }
  if (after !== undefined) to = Math.min(to, place(after, 'starting_after'))
  if (before !== undefined) from = Math.max(from, place(before, 'ending_before') + 1)
  return { from, to }
}
