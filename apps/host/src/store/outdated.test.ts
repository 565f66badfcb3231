import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { newStorePlace } from '../testing/test-stores.ts'
import { noteRemapped, readOutdated } from './outdated.ts'
import { outdateRecords } from './replays.ts'
import { openStore, type Store } from './store.ts'
import { changeMappings, ensureStream } from './streams.ts'

const place = { connection: 'shop', stream: 'orders' }

let store: Store
beforeEach(async () => {
  const folder = await newStorePlace()
  store = await openStore({ store: folder.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await folder.remove()
  })
  await store.write((dialect, org) => ensureStream(dialect, org, place, 'one'))
})

const look = (epoch = 1) => store.read((dialect, org) => readOutdated(dialect, org, place, epoch))
const note = (times: number) =>
  store.write((dialect, org) => noteRemapped(dialect, org, place, times))
const outdate = () => store.write((dialect, org) => outdateRecords(dialect, org, place, ['["1"]']))

test('a new stream has no records to map again', async () => {
  expect(await look()).toBe('none')
})

test('what was asked for is known until all records were looked at', async () => {
  await outdate()
  expect(await look()).toStrictEqual({ times: 1 })
  await note(1)
  expect(await look()).toBe('none')
})

test('what is asked for while records are looked at is looked for again', async () => {
  await outdate()
  await outdate()
  await note(1)
  expect(await look()).toStrictEqual({ times: 2 })
  await note(2)
  await note(1)
  expect(await look()).toBe('none')
})

test('other mappings leave all records to be mapped again, and who still has the old ones cannot say when that is done', async () => {
  await store.write((dialect, org) =>
    changeMappings(dialect, org, place, { epoch: 2, version: 'two' }),
  )
  expect(await look(1)).toStrictEqual({ times: undefined })
  expect(await look(2)).toStrictEqual({ times: 1 })
})
