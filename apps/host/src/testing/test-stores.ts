import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { templateDatabase } from './postgres-setup.ts'

/** Every kind of database that a store can be in: what is tested on one is tested on all. */
export const storeKinds = ['sqlite', 'postgres'] as const

export type StoreKind = (typeof storeKinds)[number]

/** A place for a store that nothing is in yet. */
export interface StorePlace {
  /** What `store:` in a configuration would say. */
  readonly address: string
  remove(): Promise<void>
}

/** The kind of store for tests that are not about stores: SQLite, or what the environment variable CARTOGRAPH_TEST_STORE says. */
export function usualStoreKind(): StoreKind {
  const named = process.env['CARTOGRAPH_TEST_STORE'] ?? 'sqlite'
  const kind = storeKinds.find((each) => each === named)
  if (kind === undefined)
    throw new Error(`CARTOGRAPH_TEST_STORE is ${named}; it may be ${storeKinds.join(' or ')}.`)
  return kind
}

export async function newStorePlace(kind = usualStoreKind()): Promise<StorePlace> {
  if (kind === 'postgres') return emptyStore()
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-store-'))
  return {
    address: join(folder, 'a.db'),
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

/** Databases of this test file that nobody uses now: to empty one takes a tenth of the time that a new one takes. */
const idle: string[] = []

async function emptyStore(): Promise<StorePlace> {
  const address = idle.pop() ?? (await newDatabase({ template: templateDatabase })).address
  return {
    address,
    remove: async () => {
      await onServer(emptyAllTables, address)
      idle.push(address)
    },
  }
}

const emptyAllTables = `do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'cartograph_schema'
  loop execute format('delete from %I', name); end loop;
end $$`

/** A database of its own on the server of the tests; without a template it is empty. */
export async function newDatabase(
  options: { readonly template?: string } = {},
): Promise<StorePlace> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name} template ${options.template ?? 'template0'}`)
  const url = new URL(serverAddress())
  url.pathname = `/${name}`
  return {
    address: url.href,
    remove: () => onServer(`drop database ${name} with (force)`),
  }
}

/** One statement as the owner of the server, outside any store. */
export async function onServer(sql: string, address = serverAddress()): Promise<void> {
  const client = new Client(address)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function serverAddress(): string {
  const given = inject('postgres')
  if ('failure' in given) throw new Error(given.failure)
  return given.address
}
