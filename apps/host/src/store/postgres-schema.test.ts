import { afterEach, beforeEach, expect, test } from 'vitest'
import { Client } from 'pg'
import { newDatabase, onServer, type StorePlace } from '../testing/test-stores.ts'
import { openStore, readHead } from './index.ts'
import { layoutAfter } from './layout.ts'
import { migrations } from './migrations.ts'

let where: StorePlace
beforeEach(async () => {
  where = await newDatabase()
})
afterEach(() => where.remove())

const open = (more: { readonly readOnly?: boolean } = {}) =>
  openStore({ store: where.address, organisation: 'nordlys', ...more })
const shown = () => {
  const { pathname, host } = new URL(where.address)
  return `the database ${pathname.slice(1)} at ${host}`
}

async function rows<Row extends object>(sql: string): Promise<readonly Row[]> {
  const client = new Client(where.address)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

test('PostgreSQL has the columns, the keys and the indexes that the description has', async () => {
  await (await open()).close()
  const steps = migrations.flat()
  const described = [...layoutAfter(steps)].flatMap(([table, { columns }]) =>
    [...columns].map(([name, { type, optional }]) => [
      table,
      name,
      type,
      type === 'text' ? 'C' : null,
      optional ? 'YES' : 'NO',
    ]),
  )
  const made = await rows<Record<string, string | null>>(
    `select table_name, column_name, data_type, collation_name, is_nullable from information_schema.columns
     where table_schema = 'public' and table_name <> 'cartograph_schema'`,
  )
  const compared = made.map((row) => Object.values(row))
  expect(new Set(compared.map(String))).toStrictEqual(new Set(described.map(String)))
  const indexes = await rows<{ definition: string }>(
    `select regexp_replace(indexdef, '^CREATE (UNIQUE )?INDEX \\w+ ON public\\.(\\w+) USING btree ', '\\1\\2') as definition
     from pg_indexes where schemaname = 'public' and tablename <> 'cartograph_schema'`,
  )
  const wanted = steps.flatMap((step) => {
    if (step.kind === 'table') return `UNIQUE ${step.table}(${step.key.join(', ')})`
    if (step.kind === 'column') return []
    return `${step.isUnique ? 'UNIQUE ' : ''}${step.table}(${step.columns.join(', ')})`
  })
  const found = indexes.map(({ definition }) =>
    definition.replace(/ WHERE .*$/, '').replace(' (', '('),
  )
  expect(found.toSorted()).toStrictEqual(wanted.toSorted())
})

test('several processes that begin at once bring the schema up to date once', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => open()))
  const versions = await rows<{ version: string }>('select version from cartograph_schema')
  expect(versions).toStrictEqual([{ version: String(migrations.length) }])
  for (const store of stores) await store.close()
})

test('a store that an older version made is brought up to date, with all that is in it', async () => {
  const store = await open()
  const { epoch } = await store.read(readHead)
  await store.close()
  const last = migrations.at(-1) ?? []
  for (const step of last.toReversed()) {
    if (step.kind === 'index') await onServer(`drop index ${step.name}`, where.address)
    if (step.kind === 'table') await onServer(`drop table ${step.table}`, where.address)
    if (step.kind === 'column')
      await onServer(`alter table ${step.table} drop column ${step.name}`, where.address)
  }
  await onServer('update cartograph_schema set version = version - 1', where.address)
  await expect(open({ readOnly: true })).rejects.toMatchObject({
    kind: 'config',
    message: `The store in ${shown()} was last used by an older Cartograph, and a command that only looks does not change it.`,
  })
  const again = await open()
  expect((await again.read(readHead)).epoch).toBe(epoch)
  await again.close()
})

test('a store of a newer version is refused', async () => {
  await (await open()).close()
  await onServer('update cartograph_schema set version = version + 1', where.address)
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `The store in ${shown()} was written by a newer Cartograph (schema ${migrations.length + 1}; this one knows up to ${migrations.length}).`,
  })
})

test('a store that does not exist yet is not made by reading', async () => {
  await expect(open({ readOnly: true })).rejects.toMatchObject({
    kind: 'config',
    message: `There is no store in ${shown()} yet.`,
  })
  expect(await rows(`select from pg_tables where schemaname = 'public'`)).toHaveLength(0)
})

test("another program's tables are left alone", async () => {
  await onServer('create table notes (text text)', where.address)
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `There are tables of another program in ${shown()}, notes among them.`,
  })
  expect(await rows(`select from pg_tables where schemaname = 'public'`)).toHaveLength(1)
})

test('a database in another encoding is refused', async () => {
  const name = new URL(where.address).pathname.slice(1)
  await onServer(`drop database ${name}`)
  await onServer(`create database ${name} template template0 encoding 'LATIN1'`)
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `The text encoding of ${shown()} is LATIN1; it must be UTF8, or names of customers would be lost.`,
  })
})

test('a step that fails leaves nothing of the schema', async () => {
  await onServer('create view change as select 1 as one', where.address)
  await onServer('create table cartograph_schema (version bigint primary key)', where.address)
  await expect(open()).rejects.toThrow('relation "change" already exists')
  expect(await rows(`select tablename from pg_tables where schemaname = 'public'`)).toStrictEqual([
    { tablename: 'cartograph_schema' },
  ])
})
