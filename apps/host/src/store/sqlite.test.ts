import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { insertNew } from './bulk-forms.ts'
import { bulk } from './database.ts'
import {
  addWebhooks,
  endWebhook,
  openStore,
  readHead,
  takeLease,
  type Store,
  type Work,
} from './index.ts'
import { migrations } from './migrations.ts'

let folder = ''
const file = () => join(folder, 'a.db')
const open = (more: object = {}) => openStore({ store: file(), organisation: 'nordlys', ...more })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-sqlite-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a second process on the same store is refused and told who has it', async () => {
  const store = await open()
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `Another Cartograph process (process ${process.pid}) is using the store ${file()}.`,
  })
  await store.close()
  await (await open()).close()
})

test('the folder of a new store is made', async () => {
  const store = join(folder, 'deep/down/a.db')
  await (await open({ store })).close()
  expect(existsSync(store)).toBe(true)
})

async function take(store: Store, owner: string): Promise<string> {
  const taken = await store.write((dialect, org) => takeLease(dialect, org, 'inbox', owner, 60_000))
  return taken.status
}

test('after a restart of the only process nothing is leased', async () => {
  const store = await open()
  expect([await take(store, 'one'), await take(store, 'two')]).toStrictEqual(['taken', 'busy'])
  await store.close()
  const next = await open()
  expect(await take(next, 'two')).toBe('taken')
  await next.close()
})

test('reading is possible beside a writer', async () => {
  const store = await open()
  const reader = await open({ readOnly: true })
  expect((await reader.read(readHead)).seq).toBe(0)
  await reader.close()
  await store.close()
})

test('a store that does not exist yet is not made by reading', async () => {
  await expect(open({ readOnly: true })).rejects.toMatchObject({
    kind: 'config',
    message: `There is no store at ${file()} yet.`,
  })
})

test('a file that is no database is left alone', async () => {
  writeFileSync(file(), 'orders;customers\n'.repeat(100))
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `${file()} is not a store: it is no SQLite database.`,
  })
})

test('a damaged store is told from a foreign one', async () => {
  await (await open()).close()
  const damaged = new Sqlite(file())
  damaged.pragma('wal_checkpoint(TRUNCATE)')
  damaged.close()
  const bytes = readFileSync(file())
  bytes.fill(0x7f, 100, 4096)
  writeFileSync(file(), bytes)
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `The store ${file()} is damaged.`,
  })
})

test("another program's database is refused and not changed", async () => {
  const foreign = new Sqlite(file())
  foreign.exec('create table notes (text text)')
  foreign.close()
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: `${file()} is a database of another program.`,
  })
})

test('a store of a newer version is refused', async () => {
  await (await open()).close()
  const newer = new Sqlite(file())
  newer.pragma(`user_version = ${migrations.length + 1}`)
  newer.close()
  await expect(open()).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('written by a newer Cartograph') as string,
  })
})

test('a store of an older version is not looked into by who may not bring it up to date', async () => {
  await (await open()).close()
  const older = new Sqlite(file())
  older.pragma(`user_version = ${migrations.length - 1}`)
  older.close()
  await expect(open({ readOnly: true })).rejects.toMatchObject({
    kind: 'config',
    message: `The store ${file()} was last used by an older Cartograph, and a command that only looks does not change it.`,
  })
})

test('a full disk is said, and the transaction leaves nothing', async () => {
  const store = await open()
  await store
    .write(function* () {
      yield { kind: 'query', sql: 'pragma max_page_count = 60', parameters: [] }
    })
    .catch(() => {})
  await expect(
    store.write(function* () {
      yield* bulk(
        insertNew('finding', ['org', 'connection', 'fingerprint', 'found', 'at']),
        Array.from({ length: 100 }, (_, at) => ['nordlys', `c${at}`, '', 'x'.repeat(10_000), 0]),
      )
    }),
  ).rejects.toMatchObject({ kind: 'transient', message: `The disk that holds ${file()} is full.` })
  const rows = await store.read(function* (): Work<readonly object[]> {
    return yield { kind: 'query', sql: 'select count(*) as n from finding', parameters: [] }
  })
  expect(rows).toStrictEqual([{ n: 0 }])
  await store.close()
})

test('what was deleted is in no file any more when the log is folded, while the store is open', async () => {
  const store = await open()
  const sizes = [10, 300, 5000, 20_000]
  await store.write(function* (dialect, org) {
    const webhooks = Array.from({ length: 200 }, (_, number) => ({
      id: `w${number}`,
      connection: 'shop',
      receivedAt: number,
      method: 'POST',
      target: '/canary@example.com',
      headers: [],
      body: Buffer.alloc(sizes[number % sizes.length] ?? 0, 'x'),
    }))
    yield* addWebhooks(dialect, org, webhooks)
  })
  await store.foldLog()
  expect(filesWith('canary@example.com')).toStrictEqual(['a.db'])
  await store.write(function* (dialect, org) {
    for (let number = 0; number < 200; number += 1)
      yield* endWebhook(dialect, org, { connection: 'shop', id: `w${number}` }, { status: 'done' })
  })
  await store.foldLog()
  expect(filesWith('canary@example.com')).toStrictEqual([])
  await store.close()
})

function filesWith(text: string): readonly string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text))
}
