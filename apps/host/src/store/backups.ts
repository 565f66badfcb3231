import { existsSync, renameSync, rmSync } from 'node:fs'
import { fault, type Json } from '@cartograph/core'
import * as z from 'zod'
import { damaged, readBackup, writeBackup } from './backup-file.ts'
import { insertFresh } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Value, type Work } from './database.ts'
import { layoutOf } from './layout.ts'
import { migrations } from './migrations.ts'
import type { Store } from './store.ts'
import { columnsOf, homeOf, keptTables, walkTable, type TableDigest } from './table-rows.ts'
import type { TableName } from './schema-steps.ts'

/** What a backup holds: whose data, of when, and how much. */
export interface BackupContent {
  readonly organisation: string
  readonly takenAt: number
  readonly tables: readonly TableDigest[]
}

const headShape = z.object({
  organisation: z.string(),
  takenAt: z.int(),
  /** How many steps of the schema had run. */
  schema: z.int(),
})
const tableShape = z.object({ table: z.string(), columns: z.array(z.string()) })
const rowShape = z.array(z.union([z.string(), z.number(), z.null()]))
const digestShape = z.object({ table: z.string(), rows: z.int(), hash: z.string() })
const endShape = z.object({ complete: z.literal(true) })

/**
 * Writes everything that the store has of its organisation to a file, as it was at one moment.
 *
 * Others may go on writing meanwhile. The file appears whole, or not at all.
 */
export async function takeBackup(store: Store, file: string, now: number): Promise<BackupContent> {
  const { organisation } = store
  const beside = `${file}.${process.pid}.writing`
  try {
    const tables = await store.read(function* (dialect, org) {
      // Anew, where the transaction has to begin again.
      const backup = writeBackup(beside, file)
      try {
        backup.write({ organisation, takenAt: now, schema: migrations.length })
        const digests: TableDigest[] = []
        for (const table of keptTables) {
          const columns = columnsOf(table)
          backup.write({ table, columns: [...columns] })
          const digest = yield* walkTable(dialect, org, table, columns, (row) =>
            backup.write([...row]),
          )
          backup.write({ ...digest })
          digests.push(digest)
        }
        backup.write({ complete: true })
        backup.end()
        return digests
      } catch (error) {
        backup.close()
        throw error
      }
    })
    renameSync(beside, file)
    return { organisation, takenAt: now, tables }
  } finally {
    rmSync(beside, { force: true })
  }
}

/**
 * Fills a store that is empty with what a backup holds, in one transaction: all of it, or nothing.
 *
 * What was written is read again and compared with the backup before it counts. `after` then does what else belongs to it.
 */
export async function fillFromBackup(
  store: Store,
  file: string,
  after: (dialect: Dialect, org: string, content: BackupContent) => Work<void>,
): Promise<BackupContent> {
  if (!existsSync(file))
    throw fault({ kind: 'config', message: `There is no file ${file}.`, hint: 'Check the path.' })
  return store.write(function* (dialect, org) {
    yield* refuseFilled(dialect, org)
    const { content, columns } = yield* fill(org, file)
    for (const wanted of content.tables) {
      // An older version did not have all the columns that the table has now.
      const written = columns.get(wanted.table) ?? []
      const found = yield* walkTable(dialect, org, wanted.table, written, () => {})
      if (found.rows !== wanted.rows || found.hash !== wanted.hash)
        throw damaged(file, `the rows of ${wanted.table} are not those that were written`)
    }
    yield* after(dialect, org, content)
    return content
  })
}

const rowsAtOnce = 500

interface Filled {
  readonly content: BackupContent
  /** Which columns of each table were written. */
  readonly columns: ReadonlyMap<TableName, readonly string[]>
}

function* fill(org: string, file: string): Work<Filled> {
  const values = readBackup(file)
  try {
    const head = headShape.safeParse(values.next().value)
    if (!head.success) throw damaged(file, 'its beginning is missing')
    const { organisation, takenAt, schema } = head.data
    if (organisation !== org) throw ofAnother(file, organisation, org)
    if (schema > migrations.length) throw ofNewer(file, schema)
    const tables: TableDigest[] = []
    const columns = new Map<TableName, readonly string[]>()
    for (const value of values) {
      if (endShape.safeParse(value).success)
        return { content: { organisation, takenAt, tables }, columns }
      const begun = tableShape.safeParse(value)
      if (!begun.success || !isKept(begun.data.table)) throw damaged(file, 'it names no table')
      columns.set(begun.data.table, begun.data.columns)
      tables.push(yield* fillTable(org, file, begun.data.table, begun.data.columns, values))
    }
    throw damaged(file, 'it ends in the middle')
  } finally {
    values.return()
  }
}

function* fillTable(
  org: string,
  file: string,
  table: TableName,
  columns: readonly string[],
  values: Generator<Json, void>,
): Work<TableDigest> {
  const known = layoutOf(table).columns
  if (!columns.every((name) => known.has(name))) throw damaged(file, `${table} has other columns`)
  const form = insertFresh(table, ['org', ...columns] as never)
  let rows: (readonly Value[])[] = []
  for (;;) {
    const { value, done } = values.next()
    if (done === true) throw damaged(file, 'it ends in the middle')
    const row = rowShape.safeParse(value)
    if (row.success) rows.push([homeOf(table, org), ...row.data])
    if (!row.success || rows.length === rowsAtOnce) {
      yield* bulk(form, rows)
      rows = []
    }
    if (!row.success) {
      const digest = digestShape.safeParse(value)
      if (!digest.success || digest.data.table !== table)
        throw damaged(file, `the end of ${table} is missing`)
      return { ...digest.data, table }
    }
  }
}

function isKept(name: string): name is TableName {
  return keptTables.some((table) => table === name)
}

/** A store that was only just opened has a head of its log, and nothing else. */
function* refuseFilled({ build }: Dialect, org: string): Work<void> {
  yield* run(build.deleteFrom('change_head').where('org', '=', org).where('seq', '=', 0))
  for (const table of keptTables) {
    const rows = yield* all(build.selectFrom(table).select('org').where('org', '=', org).limit(1))
    if (rows.length > 0)
      throw fault({
        kind: 'config',
        message: `The store is not empty: it has rows in ${table}.`,
        hint: 'Name a new file or an empty database. Nothing was changed.',
      })
  }
}

function ofAnother(file: string, found: string, wanted: string): Error {
  return fault({
    kind: 'config',
    message: `The backup ${file} is of the organisation ${found}, and the configuration of ${wanted}.`,
    hint: 'Use the configuration that the backup was made with.',
  })
}

function ofNewer(file: string, schema: number): Error {
  return fault({
    kind: 'config',
    message: `The backup ${file} was made by a newer Cartograph (schema ${schema}; this one knows up to ${migrations.length}).`,
    hint: 'Update @cartograph/host to the version that made it.',
  })
}
