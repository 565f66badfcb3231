import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { addBonusImport, bonusImports, moveBonusImport, sameBonusImport } from './bonus-imports.ts'
import { openStore, type Store } from './store.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const file = {
  connection: 'checks',
  stream: 'bonus',
  file: 'checks.csv',
  bytes: 120,
  digest: 'd1',
  askedBy: 'Ida',
}
const add = (id: string, askedAt: number, of: Store = store) =>
  of.write((dialect, org) => addBonusImport(dialect, org, { ...file, id, askedAt }))
const move = (id: string, state: 'done' | 'failed') =>
  store.write((dialect, org) =>
    moveBonusImport(dialect, org, id, { state, seenAt: 9, read: 4, outcome: '{}' }),
  )
const same = (digest: string) =>
  store.read((dialect, org) => sameBonusImport(dialect, org, { ...file, digest }))

test('imports are listed with the last one first, and each says what came of it', async () => {
  await add('a', 1)
  await add('b', 2)
  await move('a', 'done')
  const listed = await store.read((dialect, org) => bonusImports(dialect, org, 10))
  expect(listed).toStrictEqual([
    { ...file, id: 'b', askedAt: 2, state: 'running', seenAt: 2, read: 0, outcome: undefined },
    { ...file, id: 'a', askedAt: 1, state: 'done', seenAt: 9, read: 4, outcome: '{}' },
  ])
})

test('a file that was imported well is known again, and one whose import failed is not', async () => {
  await add('a', 1)
  expect(await same('d1')).toBeUndefined()
  await move('a', 'failed')
  expect(await same('d1')).toBeUndefined()
  await add('b', 2)
  await move('b', 'done')
  expect([(await same('d1'))?.id, await same('other')]).toStrictEqual(['b', undefined])
})

test('one organisation sees nothing of what another one imported', async () => {
  const other = await store.of('sydlys')
  await add('a', 1, other)
  expect(await store.read((dialect, org) => bonusImports(dialect, org, 10))).toStrictEqual([])
})
