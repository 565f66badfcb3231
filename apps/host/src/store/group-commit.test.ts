import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Work } from './database.ts'
import { openSqlite } from './sqlite.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-group-'))
  file = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function* insert(key: string): Work<string> {
  yield {
    kind: 'query',
    sql: `insert into finding (org, connection, fingerprint, found, at) values ('o', ?, 'f', '{}', 0)`,
    parameters: [key],
  }
  return key
}

function* insertThenFail(key: string): Work<string> {
  yield* insert(key)
  throw new Error(`${key} is refused`)
}

function* lose(): Work<void> {
  yield { kind: 'query', sql: 'ROLLBACK', parameters: [] }
  yield { kind: 'query', sql: 'select nothing from nowhere', parameters: [] }
}

function stored(): readonly unknown[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare('select connection from finding order by connection').pluck().all()
  } finally {
    database.close()
  }
}

test('works that come together share one commit and all are answered', async () => {
  const database = openSqlite({ file })
  const keys = Array.from({ length: 40 }, (_, at) => String(at).padStart(2, '0'))
  const answers = await Promise.all(keys.map((key) => database.write(() => insert(key))))
  expect(answers).toStrictEqual(keys)
  expect(stored()).toStrictEqual(keys)
  await database.close()
})

test('while a slow work is done no other waits with it for its commit, and the order stays', async () => {
  const database = openSqlite({ file })
  const order: string[] = []
  const seen: (readonly unknown[])[] = []
  const write = async (key: string, work: () => Work<string>) => {
    order.push(await database.write(work))
    if (key === 'slow') seen.push(stored())
  }
  await Promise.all([
    write('slow', function* slow() {
      const until = performance.now() + 30
      while (performance.now() < until);
      return yield* insert('slow')
    }),
    write('b', () => insert('b')),
    write('c', () => insert('c')),
  ])
  expect(seen).toStrictEqual([['slow']])
  expect(order).toStrictEqual(['slow', 'b', 'c'])
  await database.close()
})

test('what somebody waits for comes before all that came earlier, in its own order', async () => {
  const database = openSqlite({ file })
  const order: string[] = []
  const write = async (key: string, turn?: 'first') => {
    order.push(await database.write(() => insert(key), turn))
  }
  const patient = Array.from({ length: 20 }, (_, at) => write(`patient ${at}`))
  await Promise.all([...patient, write('first', 'first'), write('second', 'first')])
  expect(order.slice(0, 3)).toStrictEqual(['first', 'second', 'patient 0'])
  expect(order.at(-1)).toBe('patient 19')
  await database.close()
})

test('one that fails is taken back alone', async () => {
  const database = openSqlite({ file })
  const outcomes = await Promise.allSettled([
    database.write(() => insert('a')),
    database.write(() => insertThenFail('b')),
    database.write(() => insert('c')),
    database.write(() => insert('a')),
  ])
  expect(outcomes.map(({ status }) => status)).toStrictEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ])
  expect(stored()).toStrictEqual(['a', 'c'])
  await database.close()
})

test('nobody is answered before the commit', async () => {
  const database = openSqlite({ file })
  const seen: (readonly unknown[])[] = []
  await Promise.all(
    ['a', 'b'].map(async (key) => {
      await database.write(() => insert(key))
      seen.push(stored())
    }),
  )
  expect(seen).toStrictEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
  await database.close()
})

test('when the transaction itself is lost, nobody is told that his work is done', async () => {
  const database = openSqlite({ file })
  const outcomes = await Promise.allSettled([
    database.write(() => insert('a')),
    database.write(lose),
    database.write(() => insert('c')),
  ])
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected', 'rejected'])
  expect(stored()).toStrictEqual([])
  expect(await database.write(() => insert('d'))).toBe('d')
  await database.close()
})

test('what is asked for before the store is closed is done', async () => {
  const database = openSqlite({ file })
  const last = database.write(() => insert('z'))
  await database.close()
  expect(await last).toBe('z')
  expect(stored()).toStrictEqual(['z'])
})
