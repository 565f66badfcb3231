import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'

import type { Account, Row } from './account.ts'
import { isObject } from './answer.ts'
import type { WatchedColumns } from './options.ts'

/** What the fetch of a feed has changed, by the ids of products. */
export interface FeedChanges {
  readonly added: readonly string[]
  readonly gone: readonly string[]
  readonly dropped: readonly string[]
  readonly backInStock: readonly string[]
}

/**
 * Fetches a feed as the account does every night. It is a full snapshot: products that it lacks are gone.
 *
 * @throws where it cannot be fetched or read; then everything stays as it is.
 * @see https://support.raptorsmartadvisor.com/hc/en-us/articles/203898201 (read 2026-11)
 */
export async function pullFeed(
  account: Account,
  columns: WatchedColumns,
  url: string,
  csvSeparator = ',',
): Promise<FeedChanges> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The feed answers ${response.status}.`)
  const rows = readFeed(
    response.headers.get('content-type') ?? '',
    await response.text(),
    csvSeparator,
  )
  const changes = changesOf(columns, account.catalogue, rows)
  account.catalogue = rows
  return changes
}

export function readFeed(contentType: string, text: string, csvSeparator: string): readonly Row[] {
  if (contentType.includes('xml')) return xmlRows(text)
  if (contentType.includes('csv'))
    return parse(text, { columns: true, delimiter: csvSeparator }) as readonly Row[]
  const rows: unknown = JSON.parse(text)
  if (!Array.isArray(rows) || !rows.every(isObject)) throw new Error('The feed is no array.')
  return rows
}

/** An element a product, an element a column in it. */
function xmlRows(text: string): readonly Row[] {
  const rows: Record<string, string>[] = []
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    open.push(name)
    if (open.length === 2) rows.push({})
  })
  parser.on('text', (piece) => {
    const row = rows.at(-1)
    const column = open[2]
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? '') + piece
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  return rows
}

export function changesOf(
  columns: WatchedColumns,
  before: readonly Row[],
  after: readonly Row[],
): FeedChanges {
  const idOf = (row: Row) => textOf(row[columns.id])
  const old = new Map(before.map((row) => [idOf(row), row]))
  const ids = new Set(after.map(idOf))
  const changed = (is: (was: Row, row: Row) => boolean) =>
    after.flatMap((row) => {
      const was = old.get(idOf(row))
      return was !== undefined && is(was, row) ? [idOf(row)] : []
    })
  return {
    added: [...ids].filter((id) => !old.has(id)),
    gone: [...old.keys()].filter((id) => !ids.has(id)),
    dropped: changed((was, row) => Number(row[columns.price]) < Number(was[columns.price])),
    backInStock: changed(
      (was, row) => !isTrue(was[columns.inStock]) && isTrue(row[columns.inStock]),
    ),
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
