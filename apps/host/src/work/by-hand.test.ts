import { expect, onTestFinished, test } from 'vitest'
import { openLines } from '../connections/index.ts'
import { openStore } from '../store/index.ts'
import { newStorePlace, type StoreKind } from '../testing/test-stores.ts'
import { byHand } from './index.ts'

async function handOn(kind: StoreKind) {
  const place = await newStorePlace(kind)
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const configuration = {
    file: '/nowhere/cartograph.yaml',
    folder: '/nowhere',
    organisation: 'nordlys',
    store: place.address,
    connections: new Map(),
    deliveries: new Map(),
  }
  const { signal } = new AbortController()
  return () => byHand({ store, configuration, lines: openLines() }, signal)
}

test('what a command does by hand is not done by another process meanwhile, and it says so', async () => {
  const hand = await handOn('postgres')
  const other = hand()
  const within = hand()?.('reading of shop', async () => other?.('reading of shop', async () => 1))
  await expect(within).rejects.toMatchObject({
    kind: 'transient',
    message: 'Another process is at the reading of shop now.',
  })
  expect(await other?.('reading of shop', async () => 2)).toBe(2)
})

test('what fails by hand leaves the work to others', async () => {
  const hand = await handOn('postgres')
  const broken = hand()?.('reading of shop', () => Promise.reject(new Error('It broke.')))
  await expect(broken).rejects.toThrow('It broke.')
  expect(await hand()?.('reading of shop', async () => 1)).toBe(1)
})

test('a file has no other process to keep away', async () => {
  const hand = await handOn('sqlite')
  expect(hand()).toBeUndefined()
})
