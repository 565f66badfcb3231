import { sql, type RawBuilder } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { all, type Dialect, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'
import { hasRowsOf, removeRowsOf } from './organisation-rows.ts'
import { openStore } from './store.ts'

type Row = { org: string }

/** A row of an organisation in every table, whatever the table keeps. */
function* fillTables({ build }: Dialect, org: string): Work<void> {
  for (const table of tableNames) {
    const columns = [...layoutOf(table).columns]
    const values = columns.map(([, { type }]) => (type === 'text' ? org : 1))
    const names = sql.join(columns.map(([name]) => sql.ref(name)))
    const query: RawBuilder<Row> = sql`insert into ${sql.table(table)} (${names}) values (${sql.join(values)}) returning org`
    yield* all<Row>({ compile: () => query.compile(build) })
  }
}

function* tablesWith({ build }: Dialect, org: string): Work<readonly string[]> {
  const found: string[] = []
  for (const table of tableNames) {
    const query: RawBuilder<Row> = sql`select org from ${sql.table(table)} where org = ${org}`
    if ((yield* all<Row>({ compile: () => query.compile(build) })).length > 0) found.push(table)
  }
  return found
}

test('every table is emptied of an organisation, and of no other', async () => {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  for (const org of ['rose', 'solsikke']) await store.write((dialect) => fillTables(dialect, org))
  expect(await store.read((dialect) => hasRowsOf(dialect, 'rose'))).toBe(true)
  for (const table of tableNames)
    expect(await store.write((dialect) => removeRowsOf(dialect, 'rose', table, 10))).toBe(1)
  expect(await store.read((dialect) => tablesWith(dialect, 'rose'))).toStrictEqual([])
  expect(await store.read((dialect) => hasRowsOf(dialect, 'rose'))).toBe(false)
  expect(await store.read((dialect) => tablesWith(dialect, 'solsikke'))).toStrictEqual(tableNames)
})
