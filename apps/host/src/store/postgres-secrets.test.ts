import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseKeyring, type Keyring } from '../sealing/index.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { resealSome } from './reseal.ts'
import { openSecrets, putSecret, secretNames } from './secrets.ts'
import { openStore, type Store } from './store.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const ringOf = (...bytes: readonly number[]) => parseKeyring(bytes.map(key).join('\n'), 'a test')
const names = Array.from({ length: 250 }, (_, index) => `s${index}`)

let place: StorePlace
const open: Store[] = []
beforeEach(async () => {
  place = await newStorePlace('postgres')
})
afterEach(async () => {
  for (const store of open.splice(0)) await store.close()
  await place.remove()
})

async function opened(keyring: Keyring): Promise<Store> {
  const store = await openStore({ store: place.address, organisation: 'nordlys', keyring })
  open.push(store)
  return store
}

const put = (store: Store, name: string, value: string) =>
  store.write((dialect, org) => putSecret(dialect, org, { name, value, now: 1 }))

async function rotated(store: Store): Promise<void> {
  while ((await store.write((dialect, org) => resealSome(dialect, org, 'all'))) > 0);
}

test('two processes rotate at once while a third sets secrets, and each value opens by the new key', async () => {
  const [first, second, third] = [
    await opened(ringOf(2, 1)),
    await opened(ringOf(2, 1)),
    await opened(ringOf(2, 1)),
  ]
  const before = await opened(ringOf(1))
  await before.write(function* (dialect, org) {
    for (const name of names) yield* putSecret(dialect, org, { name, value: `of ${name}`, now: 1 })
  })
  const anew = names.filter((_, index) => index % 25 === 0)
  await Promise.all([
    rotated(first),
    rotated(second),
    ...anew.map((name) => put(third, name, `new of ${name}`)),
  ])
  const after = await opened(ringOf(2))
  const kept = await after.read((dialect, org) => secretNames(dialect, org))
  expect(new Set(kept.map((secret) => secret.key))).toStrictEqual(new Set([ringOf(2).present]))
  const values = await after.read((dialect, org) => openSecrets(dialect, org, names))
  const wanted = names.map(
    (name) => [name, anew.includes(name) ? `new of ${name}` : `of ${name}`] as const,
  )
  expect(values).toStrictEqual(new Map(wanted))
})
