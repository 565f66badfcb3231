import { afterEach, expect, test } from 'vitest'
import { parseKeyring, type Keyring } from '../sealing/index.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { run } from './database.ts'
import { addPageKey, pageKeys } from './page-keys.ts'
import { readRegistrations, writeRegistrations } from './registrations.ts'
import { resealSome, type Resealing } from './reseal.ts'
import { dropSecret, openSecrets, putSecret, secretNames } from './secrets.ts'
import { openStore, type Store } from './store.ts'
import { tablesWith } from './testing/stored-texts.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const ringOf = (...bytes: readonly number[]) => parseKeyring(bytes.map(key).join('\n'), 'a test')

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function place(): Promise<StorePlace> {
  const made = await newStorePlace()
  closing.push(() => made.remove())
  return made
}

async function opened(
  { address }: StorePlace,
  keyring?: Keyring,
  organisation = 'nordlys',
): Promise<Store> {
  const store = await openStore({ store: address, organisation, ...(keyring && { keyring }) })
  let isOpen = true
  const close = async () => {
    if (isOpen) await store.close()
    isOpen = false
  }
  closing.push(close)
  return { ...store, close }
}

const put = (store: Store, name: string, value: string) =>
  store.write((dialect, org) => putSecret(dialect, org, { name, value, now: 7 }))
const open = (store: Store, ...names: readonly string[]) =>
  store.read((dialect, org) => openSecrets(dialect, org, names))

test('a secret is kept sealed, opened by its name, and listed without its value', async () => {
  const store = await opened(await place(), ringOf(1))
  await put(store, 'stripe', 'sk_live_canary')
  await put(store, 'stripe', 'sk_live_canary2')
  expect(await open(store, 'stripe', 'gone')).toStrictEqual(
    new Map([['stripe', 'sk_live_canary2']]),
  )
  expect(await store.read((dialect, org) => secretNames(dialect, org))).toStrictEqual([
    { name: 'stripe', setAt: 7, key: ringOf(1).present },
  ])
  expect(await store.read((dialect) => tablesWith(dialect, ['canary']))).toStrictEqual([])
})

test('a secret that is taken away is gone', async () => {
  const store = await opened(await place(), ringOf(1))
  await put(store, 'stripe', 'sk')
  const drop = () => store.write((dialect, org) => dropSecret(dialect, org, 'stripe'))
  expect([await drop(), await drop()]).toStrictEqual([true, false])
  expect(await open(store, 'stripe')).toStrictEqual(new Map())
})

test('a row that is moved to another name does not open', async () => {
  const store = await opened(await place(), ringOf(1))
  await put(store, 'stripe', 'sk')
  await store.write(function* ({ build }) {
    yield* run(build.updateTable('secret').set({ name: 'mail' }))
  })
  await expect(open(store, 'mail')).rejects.toThrow('The secret mail does not open')
})

test('a row that is moved to another organisation does not open', async () => {
  const where = await place()
  const store = await opened(where, ringOf(1))
  await put(store, 'stripe', 'sk')
  await store.write(function* ({ build }) {
    yield* run(build.updateTable('secret').set({ org: 'sydlys' }))
  })
  await store.close()
  const other = await opened(where, ringOf(1), 'sydlys')
  await expect(open(other, 'stripe')).rejects.toThrow('The secret stripe does not open')
})

test('with a wrong key nothing opens and nothing is overwritten', async () => {
  const where = await place()
  const store = await opened(where, ringOf(1))
  await put(store, 'stripe', 'sk')
  await store.close()
  const wrong = await opened(where, ringOf(2))
  const words = `The secret stripe was sealed with the key ${ringOf(1).present}, which this process is not given`
  await expect(open(wrong, 'stripe')).rejects.toThrow(words)
  await expect(put(wrong, 'stripe', 'other')).rejects.toThrow(words)
  await expect(put(wrong, 'mail', 'other')).rejects.toThrow(words)
  await expect(resealed(wrong, 'all')).rejects.toThrow(words)
  await wrong.close()
  expect(await open(await opened(where, ringOf(1)), 'stripe', 'mail')).toStrictEqual(
    new Map([['stripe', 'sk']]),
  )
})

test('without a key a secret is neither kept nor opened, and the fault says how to make one', async () => {
  const store = await opened(await place())
  await expect(put(store, 'stripe', 'sk')).rejects.toMatchObject({
    kind: 'config',
    hint: expect.stringContaining('cartograph secrets key') as string,
  })
})

test('what stood plain is sealed in steps once there is a key, and reads as before', async () => {
  const where = await place()
  const plain = await opened(where)
  await filled(plain, 130)
  const before = await found(plain)
  await plain.close()
  const store = await opened(where, ringOf(1))
  expect(await resealed(store, 'plain')).toStrictEqual([100, 30, 1])
  expect(await found(store)).toStrictEqual(before)
  expect(await store.read((dialect) => tablesWith(dialect, ['canary']))).toStrictEqual([])
})

test('a rotation brings all under the present key; meanwhile the old one opens, and then it is needed no more', async () => {
  const where = await place()
  const store = await opened(where, ringOf(1))
  await filled(store, 2)
  await put(store, 'stripe', 'sk')
  const before = await found(store)
  await store.close()
  const rotating = await opened(where, ringOf(2, 1))
  expect(await found(rotating)).toStrictEqual(before)
  await put(rotating, 'mail', 'pw')
  expect(await resealed(rotating, 'all')).toStrictEqual([1, 2, 1])
  expect(await resealed(rotating, 'all')).toStrictEqual([])
  await rotating.close()
  const after = await opened(where, ringOf(2))
  expect(await found(after)).toStrictEqual(before)
  expect(await open(after, 'stripe', 'mail')).toStrictEqual(
    new Map([
      ['mail', 'pw'],
      ['stripe', 'sk'],
    ]),
  )
})

async function filled(store: Store, keys: number): Promise<void> {
  await store.write(function* (dialect, org) {
    for (let made = 0; made < keys; made += 1) yield* addPageKey(dialect, org, made)
    const registered = [{ id: 'hook', secret: 'whsec_canary' }]
    yield* writeRegistrations(dialect, org, 'shop', registered, 7)
  })
}

function found(store: Store) {
  return store.read(function* (dialect, org) {
    return {
      keys: yield* pageKeys(dialect, org),
      registered: yield* readRegistrations(dialect, org, 'shop'),
    }
  })
}

/** How many rows each step sealed. */
async function resealed(store: Store, wanted: Resealing): Promise<number[]> {
  const steps: number[] = []
  for (;;) {
    const count = await store.write((dialect, org) => resealSome(dialect, org, wanted))
    if (count === 0) return steps
    steps.push(count)
  }
}
