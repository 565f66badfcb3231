import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDatabase, onServer, type StorePlace } from '../testing/test-stores.ts'
import { openStore } from './index.ts'
import { databaseAddress } from './postgres-address.ts'
import { postgresFault } from './postgres-faults.ts'
import { ensureStream } from './streams.ts'

const password = 'very-secret-word'
const user = `guest_${randomUUID().slice(0, 8)}`
let where: StorePlace
beforeAll(async () => {
  where = await newDatabase()
  await onServer(`create role ${user} login password '${password}'`)
})
afterAll(async () => {
  await where.remove()
  await onServer(`drop role ${user}`)
})

/** The address of the test's database as the guest, with some parts changed. */
function guest(change: Partial<URL> = {}): string {
  const url = Object.assign(new URL(where.address), { username: user, password, ...change })
  return url.href
}

const open = (store: string) => openStore({ store, organisation: 'nordlys' })

async function faultOf(store: string): Promise<object> {
  const error: unknown = await open(store).catch((thrown: unknown) => thrown)
  expect(JSON.stringify(error)).not.toContain(password)
  expect(String((error as Error).cause)).not.toContain(password)
  return error as object
}

test('a wrong password', async () => {
  const wrong = guest({ password: `${password}x` })
  expect(await faultOf(wrong)).toMatchObject({
    kind: 'config',
    path: ['store'],
    message: `The server of ${databaseAddress(wrong).shown} refuses the user or the password that the address under \`store:\` carries.`,
  })
})

test('no password where one is needed', async () => {
  expect(await faultOf(guest({ password: '' }))).toMatchObject({
    kind: 'config',
    message: expect.stringContaining('refuses the user or the password') as string,
  })
})

test('a database that does not exist', async () => {
  expect(await faultOf(guest({ pathname: '/nowhere' }))).toMatchObject({
    kind: 'config',
    message: expect.stringMatching(
      /^There is no such database: the database nowhere at 127/,
    ) as string,
  })
})

test('a server that does not run', async () => {
  expect(await faultOf(guest({ port: '1' }))).toMatchObject({
    kind: 'transient',
    message: expect.stringMatching(
      /^No PostgreSQL answers for the database \w+ at 127.0.0.1:1/,
    ) as string,
  })
})

test('a host name that nobody has', async () => {
  expect(await faultOf(guest({ hostname: 'nobody.invalid' }))).toMatchObject({
    kind: 'config',
    message: expect.stringContaining('No server has the name') as string,
  })
})

test('something that answers and is no PostgreSQL', async () => {
  const other = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'))
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve)
  })
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const found = await faultOf(guest({ port }))
  other.close()
  expect(found).toMatchObject({
    kind: 'transient',
    message: expect.stringContaining('broke, or its server does not answer') as string,
  })
})

test('a user who may not make tables', async () => {
  await onServer('revoke create on schema public from public', where.address)
  expect(await faultOf(guest())).toMatchObject({
    kind: 'config',
    message: expect.stringContaining(
      'lacks a right: permission denied for schema public',
    ) as string,
  })
})

test('a user who may only read', async () => {
  await onServer(`alter role ${user} set default_transaction_read_only = on`)
  await onServer(`grant create on schema public to ${user}`, where.address)
  try {
    expect(await faultOf(guest())).toMatchObject({
      kind: 'config',
      message: expect.stringContaining('Nothing can be written to the database') as string,
    })
  } finally {
    await onServer(`alter role ${user} reset default_transaction_read_only`)
  }
})

test('a server without a place for another connection', async () => {
  await onServer(`alter role ${user} connection limit 0`)
  try {
    expect(await faultOf(guest())).toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('has no place for another connection') as string,
    })
  } finally {
    await onServer(`alter role ${user} connection limit -1`)
  }
})

test('encryption that the server does not offer', async () => {
  expect(await faultOf(`${guest()}?sslmode=require`)).toMatchObject({
    kind: 'config',
    message: expect.stringContaining('takes no encrypted connections') as string,
  })
})

test('a certificate that is not there', async () => {
  expect(await faultOf(`${guest()}?sslmode=verify-full&sslrootcert=/nowhere.pem`)).toMatchObject({
    kind: 'config',
    message: expect.stringContaining('cannot be opened') as string,
  })
})

test('rows that somebody else holds for too long are a matter of waiting', async () => {
  await onServer(`grant create on schema public to ${user}`, where.address)
  const store = await open(guest())
  const place = { connection: 'shop', stream: 'orders' }
  const write = store.write(function* (dialect, org) {
    yield { kind: 'query', sql: `set local lock_timeout = '1ms'`, parameters: [] }
    yield* dialect.alone(['busy'])
    yield { kind: 'query', sql: `set local statement_timeout = '50ms'`, parameters: [] }
    yield* ensureStream(dialect, org, place, 'm')
    yield { kind: 'query', sql: `select pg_sleep(1)`, parameters: [] }
  })
  await expect(write).rejects.toMatchObject({
    kind: 'transient',
    message: expect.stringContaining('ended a statement that took too long') as string,
  })
  await store.close()
})

const coded = (code: string, message: string) => Object.assign(new Error(message), { code })

test.each([
  [
    '28000',
    'no pg_hba.conf entry for host "10.0.0.1", user "x", database "y", no encryption',
    'config',
    'takes only encrypted connections',
  ],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'self-signed certificate in certificate chain',
    'config',
    'cannot be trusted (SELF_SIGNED_CERT_IN_CHAIN)',
  ],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match', 'config', 'cannot be trusted'],
  [
    '08P01',
    'transaction blocks not allowed in statement pooling mode',
    'config',
    'gives each statement another connection',
  ],
  ['08P01', 'unsupported startup parameter: options', 'config', 'does not know a parameter'],
  [
    '25006',
    'cannot execute pg_current_xact_id() during recovery',
    'config',
    'Nothing can be written',
  ],
  [
    '53100',
    'could not extend file: No space left on device',
    'transient',
    'The disk of the server',
  ],
  ['57P03', 'the database system is starting up', 'transient', 'does not answer'],
  [
    '55P03',
    'canceling statement due to lock timeout',
    'transient',
    'kept changing or holding the same rows',
  ],
  [
    'COMMIT_UNKNOWN',
    'The answer to a commit was lost.',
    'transient',
    'whether it was saved is not known',
  ],
])('%s, %s', (code, message, kind, words) => {
  expect(postgresFault('the database a at b:1', coded(code, message))).toMatchObject({
    kind,
    message: expect.stringContaining(words) as string,
  })
})

test.each([
  ['postgres://me:p/ss@db.example/shop'],
  ['postgres://me:p#ss@db.example/shop'],
  ['postgres://me:p?ss@db.example/shop'],
  ['postgres://db.example:port/shop'],
  ['postgres://db.example/%zz'],
])('%s cannot be read, and is not repeated', (address) => {
  expect(() => databaseAddress(address)).toThrow(
    'The address of the database under `store:` cannot be read.',
  )
})

test.each([
  ['postgres://me:pass@db.example/shop', 'the database shop at db.example:5432'],
  ['postgresql://db.example:6432/shop?sslmode=no-verify', 'the database shop at db.example:6432'],
  ['postgres:///shop?host=/run/postgresql', 'the database shop at /run/postgresql:5432'],
  ['postgres://me@db.example', 'the database (unnamed) at db.example:5432'],
])('%s is shown without user and password', (address, shown) => {
  expect(databaseAddress(address).shown).toBe(shown)
})

test('encryption always means that the certificate is looked at, unless the address says otherwise', () => {
  const modes = ['prefer', 'require', 'verify-ca', 'verify-full', 'no-verify', 'disable']
  expect(
    modes.map((mode) =>
      new URL(
        databaseAddress(`postgres://db.example/shop?sslmode=${mode}`).connectionString,
      ).searchParams.get('sslmode'),
    ),
  ).toStrictEqual([
    'verify-full',
    'verify-full',
    'verify-full',
    'verify-full',
    'no-verify',
    'disable',
  ])
})
