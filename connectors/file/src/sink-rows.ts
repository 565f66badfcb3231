import { fault, type Fault, type Json } from '@cartograph/core'

/** A row as it goes into a file: the column that holds the key comes first. */
export interface SinkRow {
  readonly key: string
  readonly entries: readonly (readonly [string, Json])[]
}

/** Columns and key of any sink's item. */
export interface RowItem {
  readonly key: string
  readonly columns: Readonly<Record<string, Json>>
}

/**
 * The row of an item.
 *
 * The key column is the first one if it holds the key, else `id`, else the only one that holds it. A file can then be
 * merged with by its first column, without a column that only this sink knows.
 *
 * @throws a `record` fault where no column holds the key, or several do and none is the first or `id`.
 */
export function sinkRow(item: RowItem): SinkRow {
  const { key } = item
  const entries = Object.entries(item.columns)
  const holders = entries.filter(([, value]) => isKey(value, key))
  const [first] = entries
  const holder =
    holders.find((entry) => entry === first) ??
    holders.find(([name]) => name === 'id') ??
    (holders.length === 1 ? holders[0] : undefined)
  if (holder === undefined) throw keyFault(holders.length === 0)
  return { key, entries: [holder, ...entries.filter((entry) => entry !== holder)] }
}

export function columnsOf(row: SinkRow): readonly string[] {
  return row.entries.map(([name]) => name)
}

function isKey(value: Json, key: string): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value) === key
}

function keyFault(isNowhere: boolean): Error & Fault {
  return fault({
    kind: 'record',
    message: isNowhere
      ? 'No column holds the key of the row; the first column must, or one called id.'
      : 'Several columns hold the key of the row, and neither the first one nor one called id does.',
    hint: 'In the mapping, let `key` and the first of `columns` be the same value. A name that is a whole number always comes before others.',
    path: ['columns'],
  })
}

/** Compares keys as their UTF-8 bytes would be: by code points, not by UTF-16 units. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return inByteOrder(left) - inByteOrder(right)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all other units. */
function inByteOrder(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
