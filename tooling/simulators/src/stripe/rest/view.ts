import { isJsonObject, type Json, type JsonObject, type StripeObject } from '../json.ts'
import { kindNames, kindOf, kindOfId, type KindName } from '../kinds/kinds.ts'
import { nestedLists, nestedRows, type NestedList } from '../kinds/nested-lists.ts'
import type { Account } from '../store/account.ts'
import { refuse } from './answer.ts'
import { atVersion, isBefore, refundsHiddenSince } from './version.ts'

/** How a row is to be shown: at which version, and with which references as whole objects. */
export interface View {
  readonly account: Account
  readonly version: string
  /** Paths such as `['customer', 'tax_ids']`. */
  readonly expand: readonly (readonly string[])[]
}

const nestedAtMost = 10
const expandAtMost = 4
const kindsByObject = new Map(kindNames.map((name) => [kindOf(name).object, name]))
const listsByKind = new Map(
  kindNames.map((name) => [name, nestedLists.filter(({ of }) => of === name)]),
)

/** A row as the API shows it. @throws what refuses a path that cannot be expanded. */
export function shownRow(row: StripeObject, view: View): JsonObject {
  const kind = kindsByObject.get(row.object)
  const plain = atVersion(kind === undefined ? row : withLists(row, kind, view), view.version)
  return expanded(plain, view, '')
}

/** What GET says of an object that was deleted. */
export function deletedRow(kind: KindName, id: string): StripeObject {
  return { id, object: kindOf(kind).object, deleted: true }
}

/** Reads `expand[]` of a request; in lists all paths begin with `data`. */
export function expandPaths(
  sent: readonly string[],
  prefix: 'data' | undefined,
): readonly (readonly string[])[] {
  return sent.map((text) => {
    const path = text.split('.')
    if (path.length - (prefix === undefined ? 0 : 1) > expandAtMost) {
      throw refuse(400, {
        message: `You cannot expand more than ${expandAtMost} levels of a property. Property: ${text}`,
      })
    }
    if (prefix === undefined) return path
    if (path[0] === prefix && path.length > 1) return path.slice(1)
    throw refuse(400, {
      message:
        `This property cannot be expanded (${path[0]}). You may want to try expanding 'data.${text}' ` +
        `instead of '${text}'.`,
    })
  })
}

export function listObject(url: string, rows: readonly Json[], hasMore: boolean): JsonObject {
  return { object: 'list', data: rows, has_more: hasMore, url }
}

function withLists(row: StripeObject, kind: KindName, view: View): StripeObject {
  const lists = listsByKind.get(kind) ?? []
  if (!lists.some((list) => list.field in row || isShown(list, view))) return row
  const result: Record<string, Json> = {}
  for (const [key, held] of Object.entries(row)) {
    if (!lists.some(({ field }) => field === key)) result[key] = held
  }
  for (const list of lists) {
    if (!isShown(list, view)) continue
    const rows = nestedRows(view.account, list, row)
    const url = `/v1/${kindOf(kind).path}/${row.id}/${list.field}`
    const inner = { ...view, expand: [] }
    result[list.field] = listObject(
      url,
      rows.slice(0, nestedAtMost).map((nested) => shownRow(nested, inner)),
      rows.length > nestedAtMost,
    )
  }
  return { ...result, id: row.id, object: row.object }
}

function isShown(list: NestedList, { version, expand }: View): boolean {
  if (list.shown !== 'expanded') return list.shown === 'always'
  if (list.of === 'charges' && isBefore(version, refundsHiddenSince)) return true
  return expand.some(([head]) => head === list.field)
}

function expanded(row: JsonObject, view: View, above: string): JsonObject {
  if (view.expand.length === 0) return row
  const result: Record<string, Json> = { ...row }
  for (const head of new Set(view.expand.map(([first = '']) => first))) {
    const inner: View = {
      ...view,
      expand: view.expand.filter(([first]) => first === head).map(([, ...rest]) => rest),
    }
    const deeper = { ...inner, expand: inner.expand.filter((path) => path.length > 0) }
    const isEnd = deeper.expand.length < inner.expand.length
    const held = row[head]
    if (held === undefined) throw notExpandable(above, head)
    result[head] = expandedValue(held, { deeper, isEnd, above, head })
  }
  return result
}

function expandedValue(
  held: Json,
  at: {
    readonly deeper: View
    readonly isEnd: boolean
    readonly above: string
    readonly head: string
  },
): Json {
  const { deeper, isEnd, above, head } = at
  if (held === null) return held
  if (typeof held === 'string') {
    const object = referenced(held, deeper.account)
    if (object === undefined) throw notExpandable(above, head)
    return object['deleted'] === true ? object : shownRow(object, deeper)
  }
  const here = `${above}${head}.`
  if (Array.isArray(held)) {
    return held.map((item) => expandedItem(item, at, here))
  }
  if (!isJsonObject(held)) throw notExpandable(above, head)
  const isList = held['object'] === 'list'
  if (isEnd && !isList && held['id'] === undefined) throw notExpandable(above, head)
  return expanded(held, deeper, here)
}

function expandedItem(
  item: Json,
  at: {
    readonly deeper: View
    readonly isEnd: boolean
    readonly above: string
    readonly head: string
  },
  here: string,
): Json {
  return isJsonObject(item) ? expanded(item, at.deeper, here) : expandedValue(item, at)
}

function referenced(id: string, account: Account): StripeObject | undefined {
  const kind = kindOfId(id)
  if (kind === undefined) return account.tables.plans.get(id) ?? account.tables.coupons.get(id)
  const table = account.tables[kind]
  return table.get(id) ?? (table.wasRemoved(id) ? deletedRow(kind, id) : undefined)
}

function notExpandable(above: string, head: string) {
  return refuse(400, { message: `This property cannot be expanded (${above}${head}).` })
}
