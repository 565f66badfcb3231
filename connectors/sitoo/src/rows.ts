import { upserts, type Change, type Key, type Page } from '@cartograph/core'
import type { Json } from '@cartograph/core'

/** The row with these fields alone, in this order, so that a list and a single answer give the same row. */
export function picked(row: object, fields: readonly string[]): object {
  const known = row as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    fields.flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]]])),
  )
}

export async function* asChanges<Row extends object, Position extends Json>(
  walk: AsyncIterable<Page<object, Position>>,
  complete: (row: object) => Row,
): AsyncGenerator<Page<Change<Row>, Position>> {
  for await (const page of walk) yield { ...page, items: upserts(page.items.map(complete)) }
}

export async function* asKeys<Position extends Json>(
  walk: AsyncIterable<Page<object, Position>>,
  key: (row: object) => Key,
): AsyncGenerator<Page<Key, Position>> {
  for await (const page of walk) yield { ...page, items: page.items.map(key) }
}
