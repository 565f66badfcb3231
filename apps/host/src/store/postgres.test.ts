import { afterEach, beforeEach, expect, test } from 'vitest'
import { cuttingProxy, type CuttingProxy } from '../testing/cutting-proxy.ts'
import { newStorePlace, onServer, type StorePlace } from '../testing/test-stores.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'
import { openStore, type Store } from './index.ts'

let where: StorePlace
let store: Store
const stops: (() => Promise<void>)[] = []
beforeEach(async () => {
  where = await newStorePlace('postgres')
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  for (const stop of stops.splice(0)) await stop()
  await where.remove()
})

/** A second way into the same store, through a proxy that cuts connections. */
async function throughProxy(): Promise<{ readonly cut: Store; readonly proxy: CuttingProxy }> {
  const url = new URL(where.address)
  const proxy = await cuttingProxy(Number(url.port))
  url.port = String(proxy.port)
  const cut = await openStore({ store: url.href, organisation: 'nordlys' })
  stops.push(
    () => cut.close(),
    () => proxy.stop(),
  )
  return { cut, proxy }
}

function* count({ build }: Dialect, org: string, schedule: string): Work<number> {
  const row = yield* first(
    build
      .updateTable('schedule')
      .set((table) => ({ revision: table('revision', '+', 1) }))
      .where('org', '=', org)
      .where('id', '=', schedule)
      .returning('revision'),
  )
  return row?.revision ?? 0
}

function* add({ build }: Dialect, org: string, id: string): Work<void> {
  const values = { org, id, rule: '', zone: '', next_at: null, revision: 0 }
  yield* run(build.insertInto('schedule').values(values))
}

const revisions = () =>
  store.read(function* ({ build }, org) {
    const rows = yield* all(
      build.selectFrom('schedule').select(['id', 'revision']).where('org', '=', org).orderBy('id'),
    )
    return Object.fromEntries(rows.map(({ id, revision }) => [id, revision]))
  })

function* breakOff(): Work<void> {
  yield {
    kind: 'query',
    sql: 'select pg_terminate_backend(pg_backend_pid())',
    parameters: [],
  }
}

test('what one transaction reads does not change while it reads, and it may change nothing', async () => {
  await store.write((dialect, org) => add(dialect, org, 'a'))
  const written: string[] = []
  const seen = await store.read(function* ({ build }, org): Work<readonly unknown[]> {
    const ids = build.selectFrom('schedule').select('id').where('org', '=', org)
    const before = yield* all(ids)
    const write = async () => {
      await store.write((dialect) => add(dialect, org, 'b'))
      written.push('b')
    }
    void write()
    while (written.length === 0)
      yield { kind: 'query', sql: 'select pg_sleep(0.01)', parameters: [] }
    return [before, yield* all(ids)]
  })
  expect(seen).toStrictEqual([[{ id: 'a' }], [{ id: 'a' }]])
  await expect(store.read((dialect, org) => add(dialect, org, 'c'))).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('Nothing can be written') as string,
  })
})

test('two transactions that lock each other out are both done in the end', async () => {
  await store.write((dialect, org) => add(dialect, org, 'a'))
  await store.write((dialect, org) => add(dialect, org, 'b'))
  const both = (one: string, other: string) =>
    store.write(function* (dialect, org) {
      yield* count(dialect, org, one)
      yield { kind: 'query', sql: 'select pg_sleep(0.2)', parameters: [] }
      yield* count(dialect, org, other)
    })
  await Promise.all([both('a', 'b'), both('b', 'a')])
  expect(await revisions()).toStrictEqual({ a: 2, b: 2 })
})

test('a transaction whose connection breaks in the middle is done from its beginning', async () => {
  await store.write((dialect, org) => add(dialect, org, 'a'))
  let attempts = 0
  await store.write(function* (dialect, org) {
    attempts += 1
    yield* count(dialect, org, 'a')
    if (attempts === 1) yield* breakOff()
  })
  expect({ attempts, ...(await revisions()) }).toStrictEqual({ attempts: 2, a: 1 })
})

test('a server that ends every connection is a matter of waiting, and nothing of the transaction is left', async () => {
  await store.write((dialect, org) => add(dialect, org, 'a'))
  const attempt = store.write(function* (dialect, org) {
    yield* count(dialect, org, 'a')
    yield* breakOff()
  })
  await expect(attempt).rejects.toMatchObject({
    kind: 'transient',
    message: expect.stringMatching(
      /^The connection to the database test_\w+ at 127\.0\.0\.1:\d+ broke/,
    ) as string,
  })
  expect(await revisions()).toStrictEqual({ a: 0 })
})

test('a commit whose answer is lost is found to be done, and is not done twice', async () => {
  const { cut, proxy } = await throughProxy()
  await cut.write((dialect, org) => add(dialect, org, 'a'))
  proxy.cutAt('commit', 'after')
  expect(await cut.write((dialect, org) => count(dialect, org, 'a'))).toBe(1)
  expect({ cuts: proxy.cuts(), ...(await revisions()) }).toStrictEqual({ cuts: 1, a: 1 })
})

test('a commit that never reached the server is done again', async () => {
  const { cut, proxy } = await throughProxy()
  await cut.write((dialect, org) => add(dialect, org, 'a'))
  proxy.cutAt('commit', 'before')
  expect(await cut.write((dialect, org) => count(dialect, org, 'a'))).toBe(1)
  expect({ cuts: proxy.cuts(), ...(await revisions()) }).toStrictEqual({ cuts: 1, a: 1 })
})

test('a name is held by one transaction at a time', async () => {
  const held: string[] = []
  const hold = (name: string, pause: string) =>
    store.write(function* (dialect) {
      yield* dialect.alone(['ledger', name])
      held.push(`${name} begins`)
      yield { kind: 'query', sql: `select pg_sleep(${pause})`, parameters: [] }
      held.push(`${name} ends`)
    })
  await Promise.all([hold('a', '0.1'), hold('a', '0.1')])
  expect(held).toStrictEqual(['a begins', 'a ends', 'a begins', 'a ends'])
})

test('a session keeps nothing for the next transaction, as a pooler demands', async () => {
  const left = `select (select count(*) from pg_prepared_statements) as statements,
    (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
    current_setting('lock_timeout') as "lockTimeout", current_setting('transaction_isolation') as isolation`
  const one = await openStore({ store: where.address, organisation: 'nordlys' })
  stops.push(() => one.close())
  for (let turn = 0; turn < 7; turn += 1)
    await one.write(function* (dialect, org) {
      yield* dialect.alone(['a'])
      yield* count(dialect, org, 'a')
    })
  const sessions = await one.read(function* (): Work<readonly object[]> {
    return yield { kind: 'query', sql: left, parameters: [] }
  })
  expect(sessions).toStrictEqual([
    { statements: 0, locks: 0, lockTimeout: '0', isolation: 'repeatable read' },
  ])
})

test('what is asked for before the store is closed is done', async () => {
  const last = Array.from({ length: 30 }, (_, at) =>
    store.write((dialect, org) => add(dialect, org, `s${at}`)),
  )
  await store.close()
  await Promise.all(last)
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  expect(Object.keys(await revisions())).toHaveLength(30)
})

test('two processes may have the same store open', async () => {
  const other = await openStore({ store: where.address, organisation: 'nordlys' })
  stops.push(() => other.close())
  await store.write((dialect, org) => add(dialect, org, 'a'))
  await Promise.all(
    [store, other].flatMap((each) =>
      Array.from({ length: 10 }, () => each.write((dialect, org) => count(dialect, org, 'a'))),
    ),
  )
  expect(await revisions()).toStrictEqual({ a: 20 })
})

test('a number that is not safe is refused rather than rounded', async () => {
  const read = store.read(function* (): Work<readonly object[]> {
    return yield { kind: 'query', sql: 'select 9007199254740993::bigint as n', parameters: [] }
  })
  await expect(read).rejects.toThrow('9007199254740993, which is no whole number below 2^53')
})

test('an error of the database shows no row', async () => {
  await onServer(`alter table schedule add check (zone <> 'secret of a person')`, where.address)
  const write = store.write(function* ({ build }, org) {
    const values = {
      org,
      id: 'x',
      rule: 'r',
      zone: 'secret of a person',
      next_at: null,
      revision: 0,
    }
    yield* run(build.insertInto('schedule').values(values))
  })
  const error = await write.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Error)
  const { message, cause } = error as Error
  expect({ message, cause }).toStrictEqual({
    message:
      'The database refused a statement: new row for relation "schedule" violates check constraint "schedule_zone_check" (23514).',
    cause: undefined,
  })
  await onServer('alter table schedule drop constraint schedule_zone_check', where.address)
})

test('of statements that nobody waits for the first that fails says why, and nothing of the transaction stays', async () => {
  const together = store.write(function* (dialect, org) {
    yield* add(dialect, org, 'a')
    yield { kind: 'query', sql: 'select 1 / 0', parameters: [], isEffect: true }
    yield* add(dialect, org, 'b')
  })
  await expect(together).rejects.toThrow('22012')
  expect(await revisions()).toStrictEqual({})
})

test('a body does not wait for the answer to what it only does', async () => {
  const order: string[] = []
  const lock = { kind: 'query', sql: 'select pg_advisory_xact_lock(1)', parameters: [] } as const
  const holding = store.write(function* (): Work<void> {
    yield lock
    order.push('locked')
    for (let times = 0; times < 500 && !order.includes('went on'); times += 1)
      yield { kind: 'query', sql: 'select pg_sleep(0.01)', parameters: [] }
    order.push('unlocked')
  })
  while (order.length === 0) await revisions()
  await store.write(function* ({ build }, org) {
    yield { ...lock, isEffect: true }
    order.push('went on')
    yield* all(build.selectFrom('schedule').select('id').where('org', '=', org))
    order.push('was answered')
  })
  await holding
  expect(order).toStrictEqual(['locked', 'went on', 'unlocked', 'was answered'])
})
