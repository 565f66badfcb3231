import { expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { ensureAddresses } from './addresses.ts'
import { addCartLink } from './cart-links.ts'
import {
  addOrganisation,
  listOrganisations,
  organisationBy,
  type OrganisationWay,
} from './organisations.ts'
import { addPageKey } from './page-keys.ts'
import { addShare, type StoredShare } from './shares.ts'
import { openStore, type Store } from './store.ts'
import { addToken, listTokens, replaceSecret } from './tokens.ts'

async function two(): Promise<readonly [Store, Store]> {
  const place = await newStorePlace()
  const home = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await home.close()
    await place.remove()
  })
  for (const id of ['nordlys', 'solsikke'])
    await home.write((dialect) =>
      addOrganisation(dialect, { id, name: id, madeAt: 1, madeBy: 'ida' }),
    )
  return [home, await home.of('solsikke')]
}

function found(store: Store, way: OrganisationWay): Promise<string | undefined> {
  return store.read((dialect) => organisationBy(dialect, way))
}

test('an organisation is there once', async () => {
  const [home] = await two()
  const again = await home.write((dialect) =>
    addOrganisation(dialect, { id: 'solsikke', name: 'Other', madeAt: 2, madeBy: 'per' }),
  )
  expect(again).toBe(false)
  const all = await home.read((dialect) => listOrganisations(dialect))
  expect(all.map(({ id, name }) => [id, name])).toStrictEqual([
    ['nordlys', 'nordlys'],
    ['solsikke', 'solsikke'],
  ])
})

test('a token leads to its organisation, with the secret that it had as long as that is good too', async () => {
  const [home, other] = await two()
  const rights = { name: 'a', kind: 'server', permissions: [], nodes: [], origins: [] } as const
  const made = { ...rights, id: 't', hash: 'old', source: 'issued', createdAt: 1 } as const
  await other.write((dialect, org) => addToken(dialect, org, { ...made, expiresAt: undefined }))
  const [token] = await other.read(listTokens)
  if (token === undefined) throw new Error('The token is not there.')
  await other.write((dialect, org) =>
    replaceSecret(dialect, org, token, { hash: 'new', now: 1, formerUntil: 9 }),
  )
  expect(await found(home, { kind: 'token', hash: 'new' })).toBe('solsikke')
  expect(await found(home, { kind: 'token', hash: 'old' })).toBe('solsikke')
  expect(await found(home, { kind: 'token', hash: 'none' })).toBeUndefined()
})

test('the token of a share leads to its organisation', async () => {
  const [home, other] = await two()
  const share: StoredShare = {
    id: 'a',
    hash: 'theirs',
    section: 'dashboards',
    target: 'overview',
    settings: '{}',
    choices: '[]',
    origins: '[]',
    password: null,
    expires_at: null,
    made_at: 1,
    made_by: 'ida',
    opened_at: null,
    opens: 0,
  }
  await other.write((dialect, org) => addShare(dialect, org, share))
  expect(await found(home, { kind: 'share', hash: 'theirs' })).toBe('solsikke')
  expect(await found(home, { kind: 'share', hash: 'none' })).toBeUndefined()
})

test('an address, a link of a cart and the key of a page lead to theirs', async () => {
  const [home, other] = await two()
  await home.write((dialect, org) =>
    ensureAddresses(dialect, org, [{ connection: 'shop', part: 'webhook', token: 'ours' }]),
  )
  const key = await other.write(function* (dialect, org) {
    yield* ensureAddresses(dialect, org, [{ connection: 'shop', part: 'webhook', token: 'theirs' }])
    yield* addCartLink(dialect, org, { token: 'cart', cart: 'shop:1', step: 0, expires_at: 9 })
    return yield* addPageKey(dialect, org, 1)
  })
  expect(await found(home, { kind: 'address', token: 'ours' })).toBe('nordlys')
  expect(await found(home, { kind: 'address', token: 'theirs' })).toBe('solsikke')
  expect(await found(home, { kind: 'cart', token: 'cart' })).toBe('solsikke')
  expect(await found(home, { kind: 'page', key: key.id })).toBe('solsikke')
  expect(await found(home, { kind: 'cart', token: 'theirs' })).toBeUndefined()
})
