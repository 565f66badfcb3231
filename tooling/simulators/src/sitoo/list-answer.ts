import type { Account } from './account.ts'
import type { JsonObject } from './json.ts'
import { resources, type ResourceName } from './resources.ts'

export interface ListAsk {
  readonly name: ResourceName
  readonly parent?: string
  readonly query: URLSearchParams
}

/**
 * A page of a list in its envelope.
 *
 * Of a parameter that comes twice the last one counts; unknown ones are ignored, and `num` above the largest is cut down in silence.
 */
export function listAnswer(account: Account, { name, parent, query }: ListAsk): JsonObject {
  const asked = new Map(query)
  const { filters, key } = resources[name]
  const wanted = account
    .table(name, parent)
    .rows()
    .filter((row) =>
      Object.entries(filters).every(([filter, fits]) => {
        const value = asked.get(filter)
        return value === undefined || isOverridden(filter, asked) || fits(row, value)
      }),
    )
    .filter(
      (row) => name !== 'products' || asked.get('includeinactive') === 'true' || isActive(row),
    )
  const sorted = ordered(wanted, key, sortOf(name, asked.get('sort')))
  const start = whole(asked.get('start'), 0)
  const num = Math.min(whole(asked.get('num'), 10), account.unknowns.mostRows)
  return {
    totalcount: sorted.length,
    items: sorted.slice(start, start + num).map((row) => shown(row, name, asked.get('fields'))),
  }
}

/** Only the fields that are asked for; else the default ones, or in `single` answers all. */
export function shown(
  row: JsonObject,
  name: ResourceName,
  fields: string | undefined,
  isSingle = false,
): JsonObject {
  const wanted = fields?.split(',') ?? (isSingle ? undefined : resources[name].defaults)
  if (wanted === undefined) return row
  return Object.fromEntries(
    wanted.flatMap((field) => (field in row ? [[field, row[field] ?? null]] : [])),
  )
}

/** Who asks for the credits of an order asks for nothing by its number. */
function isOverridden(filter: string, asked: ReadonlyMap<string, string>): boolean {
  return filter === 'orderid' && (asked.has('creditorderid') || asked.has('receiptid'))
}

function isActive(row: JsonObject): boolean {
  return row['activepos'] !== false
}

/** Orders come the newest first, unless asked otherwise; nothing else can be sorted. */
function sortOf(name: ResourceName, sort: string | undefined): 'ascending' | 'descending' | 'none' {
  if (name !== 'orders') return 'none'
  return sort === 'orderid' ? 'ascending' : 'descending'
}

function ordered(
  rows: readonly JsonObject[],
  key: string,
  sort: ReturnType<typeof sortOf>,
): readonly JsonObject[] {
  if (sort === 'none') return rows
  const sign = sort === 'ascending' ? 1 : -1
  return rows.toSorted((one, other) => sign * (Number(one[key]) - Number(other[key])))
}

function whole(text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback)
  return Number.isSafeInteger(value) && value >= 0 ? value : fallback
}
