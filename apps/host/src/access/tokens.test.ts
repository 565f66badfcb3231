import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeclaredToken } from '../config/index.ts'
import { newTokenText } from '../rights/index.ts'
import { goodTokens, listTokens, openStore, type Store } from '../store/index.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { auditPage } from './audit-page.ts'
import { callerWith } from './caller.ts'
import { declareTokens } from './declare-tokens.ts'
import { makeToken } from './first-token.ts'
import {
  issueDeclared,
  issueToken,
  revokeTokenNamed,
  rotateToken,
  type WantedToken,
} from './issue-token.ts'

let place: StorePlace
let store: Store
beforeEach(async () => {
  place = await newStorePlace()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

const by = { kind: 'command' } as const
const crm: WantedToken = {
  name: 'crm',
  kind: 'server',
  permissions: ['customers:read'],
  nodes: ['denmark'],
  origins: [],
  expiresAt: undefined,
}

/** The name of the token that a secret is of at an instant. */
async function nameOf(secret: string, now: number, of = store): Promise<string | undefined> {
  const tokens = await of.read((dialect, org) => goodTokens(dialect, org, now))
  return callerWith(secret, tokens)?.name
}

function declare(now: number, ...tokens: readonly Partial<DeclaredToken>[]) {
  const all = new Map<string, DeclaredToken>()
  for (const { name = 'crm', ...token } of tokens)
    all.set(name, { ...crm, secret: undefined, ...token, name })
  return declareTokens(store, all, now)
}

async function audited(): Promise<readonly string[]> {
  const { entries } = await store.read((dialect, org) => auditPage(dialect, org, { limit: 50 }))
  return entries.map(({ actor, action }) => `${actor.kind} ${action}`).toReversed()
}

test('an issued token is known by its secret, which is nowhere in the store', async () => {
  const { secret, token } = await issueToken(store, crm, { by, now: 1 })
  expect(token).toStrictEqual({
    id: token.id,
    name: 'crm',
    kind: 'server',
    state: 'good',
    permissions: ['customers:read'],
    nodes: ['denmark'],
    origins: [],
    source: 'issued',
    createdAt: '1970-01-01T00:00:00.001Z',
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
  })
  expect(await nameOf(secret, 2)).toBe('crm')
  const kept = await store.read((dialect, org) => listTokens(dialect, org))
  expect(JSON.stringify(kept)).not.toContain(secret)
})

test('a name is given once, until its token is revoked', async () => {
  await issueToken(store, crm, { by, now: 1 })
  await expect(issueToken(store, crm, { by, now: 2 })).rejects.toThrow(
    'There is a token crm already.',
  )
  await revokeTokenNamed(store, 'crm', { by, now: 3 })
  const { secret } = await issueToken(store, crm, { by, now: 4 })
  expect(await nameOf(secret, 5)).toBe('crm')
})

test('of two who give out one name at once, one does', async () => {
  const issued = await Promise.allSettled([
    issueToken(store, crm, { by, now: 1 }),
    issueToken(store, crm, { by, now: 1 }),
  ])
  const done = issued.filter(({ status }) => status === 'fulfilled')
  expect(done).toHaveLength(1)
})

test('a token is good until the instant at which it expires', async () => {
  const { secret } = await issueToken(store, { ...crm, expiresAt: 10 }, { by, now: 1 })
  expect([await nameOf(secret, 9), await nameOf(secret, 10)]).toStrictEqual(['crm', undefined])
})

test('a secret that was replaced is good for the grace that was named, and then no more', async () => {
  const first = await issueToken(store, crm, { by, now: 0 })
  const second = await rotateToken(store, 'crm', { by, now: 10, graceMs: 5 })
  const third = await rotateToken(store, first.token.id, { by, now: 11, graceMs: 100 })
  const good = async (now: number) =>
    Promise.all([first, second, third].map(({ secret }) => nameOf(secret, now)))
  expect(await good(14)).toStrictEqual(['crm', 'crm', 'crm'])
  expect(await good(15)).toStrictEqual([undefined, 'crm', 'crm'])
  expect(await good(111)).toStrictEqual([undefined, undefined, 'crm'])
  expect(second.formerUntil).toBe('1970-01-01T00:00:00.015Z')
})

test('without a word about it the grace is a day', async () => {
  const { secret } = await issueToken(store, crm, { by, now: 0 })
  await rotateToken(store, 'crm', { by, now: 0 })
  expect([await nameOf(secret, 86_399_999), await nameOf(secret, 86_400_000)]).toStrictEqual([
    'crm',
    undefined,
  ])
})

test('without grace a secret that leaked is good for nothing at once', async () => {
  const { secret } = await issueToken(store, crm, { by, now: 0 })
  await rotateToken(store, 'crm', { by, now: 0, graceMs: 0 })
  expect(await nameOf(secret, 0)).toBeUndefined()
})

test('a revoked token is good for nothing, nor is a secret of it that was replaced', async () => {
  const first = await issueToken(store, crm, { by, now: 0 })
  const second = await rotateToken(store, 'crm', { by, now: 1 })
  await revokeTokenNamed(store, 'crm', { by, now: 2 })
  expect([await nameOf(first.secret, 2), await nameOf(second.secret, 2)]).toStrictEqual([
    undefined,
    undefined,
  ])
  await expect(revokeTokenNamed(store, 'crm', { by, now: 3 })).rejects.toThrow(
    'There is no token crm that is good.',
  )
  await expect(rotateToken(store, first.token.id, { by, now: 3 })).rejects.toThrow(
    'There is no token',
  )
})

test('a token of another organisation is neither known, rotated nor revoked', async () => {
  const { secret, token } = await issueToken(store, crm, { by, now: 0 })
  await store.close()
  const other = await openStore({ store: place.address, organisation: 'sydlys' })
  const answers = [
    await nameOf(secret, 1, other),
    ...(await Promise.allSettled([
      rotateToken(other, token.id, { by, now: 1 }),
      revokeTokenNamed(other, 'crm', { by, now: 1 }),
    ])),
  ]
  await other.close()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
  expect(answers).toMatchObject([undefined, { status: 'rejected' }, { status: 'rejected' }])
  expect(await nameOf(secret, 1)).toBe('crm')
})

test('the first token may do everything, and is made once unless another is asked for', async () => {
  const first = (await makeToken(store, { another: false, now: 0 })) ?? ''
  expect(await makeToken(store, { another: false, now: 1 })).toBeUndefined()
  const other = (await makeToken(store, { another: true, now: 2 })) ?? ''
  expect([await nameOf(first, 3), await nameOf(other, 3)]).toStrictEqual(['admin', 'admin-2'])
})

test('tokens of the configuration do not stand in for the first token', async () => {
  await declare(0, { secret: newTokenText('server') })
  expect(await makeToken(store, { another: false, now: 1 })).toMatch(/^cartograph_/)
})

test('a declared token has the secret of the file, and another one when that changes', async () => {
  const [first, second] = [newTokenText('server'), newTokenText('server')]
  expect(await declare(0, { secret: first })).toStrictEqual({
    changed: ['crm'],
    revoked: [],
    stayRevoked: [],
  })
  expect((await declare(1, { secret: first })).changed).toStrictEqual([])
  expect((await declare(2, { secret: second })).changed).toStrictEqual(['crm'])
  expect([await nameOf(first, 3), await nameOf(second, 3)]).toStrictEqual([undefined, 'crm'])
})

test('a token that vanishes from the file is revoked, and good again when it comes back', async () => {
  const secret = newTokenText('server')
  await declare(0, { secret })
  expect((await declare(1)).revoked).toStrictEqual(['crm'])
  expect(await nameOf(secret, 2)).toBeUndefined()
  expect((await declare(3)).revoked).toStrictEqual([])
  await declare(4, { secret })
  expect(await nameOf(secret, 5)).toBe('crm')
})

test('a token that was revoked by hand stays revoked with the secret that it has in the file', async () => {
  const secret = newTokenText('server')
  await declare(0, { secret })
  await revokeTokenNamed(store, 'crm', { by, now: 1 })
  expect((await declare(2, { secret })).stayRevoked).toStrictEqual(['crm'])
  expect(await nameOf(secret, 3)).toBeUndefined()
  const another = newTokenText('server')
  await declare(4, { secret: another })
  expect(await nameOf(another, 5)).toBe('crm')
})

test('a token that is declared without a secret is issued by its name', async () => {
  await declare(0, {})
  await expect(rotateToken(store, 'crm', { by, now: 1 })).rejects.toThrow('There is no token crm')
  const { secret, token } = await issueDeclared(store, 'crm', { by, now: 1 })
  expect([token.source, await nameOf(secret, 2)]).toStrictEqual(['declared', 'crm'])
  await expect(issueDeclared(store, 'crm', { by, now: 3 })).rejects.toThrow('already')
  const other = await rotateToken(store, 'crm', { by, now: 4 })
  await declare(5, { permissions: ['customers:read', 'customers:search'] })
  expect([await nameOf(secret, 6), await nameOf(other.secret, 6)]).toStrictEqual(['crm', 'crm'])
})

test('a secret that is taken out of the file is good for nothing', async () => {
  const secret = newTokenText('server')
  await declare(0, { secret })
  await declare(1, {})
  expect(await nameOf(secret, 2)).toBeUndefined()
  await expect(rotateToken(store, 'crm', { by, now: 3 })).rejects.toThrow('There is no token crm')
})

test('a secret of the file is replaced in the file alone', async () => {
  await declare(0, { secret: newTokenText('server') })
  await expect(rotateToken(store, 'crm', { by, now: 1 })).rejects.toThrow(
    'The secret of crm comes from the configuration.',
  )
})

test('a declared token of a name that was issued is a mistake, and nothing is changed', async () => {
  const { secret } = await issueToken(store, crm, { by, now: 0 })
  await expect(declare(1, { name: 'other' }, {})).rejects.toThrow('There is a token crm already')
  expect(await nameOf(secret, 2)).toBe('crm')
  expect(await store.read((dialect, org) => listTokens(dialect, org))).toHaveLength(1)
})

test('the audit log tells every change of a token, and who made it', async () => {
  await issueToken(store, crm, { by, now: 0 })
  await rotateToken(store, 'crm', { by: { kind: 'token', id: 't1', name: 'boss' }, now: 1 })
  await revokeTokenNamed(store, 'crm', { by, now: 2 })
  await declare(3, { name: 'website', secret: newTokenText('server') })
  await declare(4)
  expect(await audited()).toStrictEqual([
    'command token.issue',
    'token token.rotate',
    'command token.revoke',
    'configuration token.declare',
    'configuration token.revoke',
  ])
})
