import { afterEach, beforeEach, expect, test } from 'vitest'
import { preparedPage, preparedPlace, preparedRecord } from '../testing/prepared-pages.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { all, type Work } from './database.ts'
import {
  changeMappings,
  commitPage,
  ensureStream,
  openStore,
  readStream,
  rowsAfter,
  type PreparedPage,
  type Store,
} from './index.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace('postgres')
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await store.write((dialect, org) => ensureStream(dialect, org, preparedPlace, 'm1'))
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

function* pause(seconds: number): Work<void> {
  yield { kind: 'query', sql: `select pg_sleep(${seconds})`, parameters: [] }
}

/** Commits a page in a transaction that lasts longer than it must. */
const commit = (page: PreparedPage, seconds = 0) =>
  store.write(function* (dialect, org) {
    const result = yield* commitPage(dialect, org, page, 2000)
    yield* pause(seconds)
    return result
  })

const totals = async () => {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1000))
  return Object.fromEntries(
    rows.map(({ id, data }) => [id, (JSON.parse(data) as { total: number }).total]),
  )
}

test('of two observations of a new record that commit at the same time the newer one stays', async () => {
  const newer = preparedRecord('a', 2, { from: 2000, to: 2001 })
  const older = preparedRecord('a', 1, { from: 1000, to: 1001 })
  const first = commit(preparedPage([newer]), 0.2)
  const second = commit(preparedPage([older]), 0)
  expect(await Promise.all([first, second])).toMatchObject([{ written: 1 }, {}])
  expect(await totals()).toStrictEqual({ 'shop:a': 2 })
})

test('pages of one stream commit side by side, with records in any order', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f']
  const pages = Array.from({ length: 12 }, (_, at) => {
    const turned = at % 2 === 0 ? keys : keys.toReversed()
    const instant = 1000 + at * 10
    return preparedPage(
      turned.map((key) => preparedRecord(key, at, { from: instant, to: instant + 1 })),
    )
  })
  await Promise.all(pages.map((page) => commit(page, 0.01)))
  expect(await totals()).toStrictEqual(Object.fromEntries(keys.map((key) => [`shop:${key}`, 11])))
})

test('after other mappings are in force nothing commits that was mapped by the ones before, however many write', async () => {
  const epochOf = async () => {
    const state = await store.read((dialect, org) => readStream(dialect, org, preparedPlace))
    return state?.mappingEpoch ?? 0
  }
  const byEpoch = () =>
    store.read(function* ({ build }, org) {
      const rows = yield* all(
        build
          .selectFrom('record')
          .select((table) => ['mapping_epoch', table.fn.countAll<number>().as('count')])
          .where('org', '=', org)
          .groupBy('mapping_epoch'),
      )
      return Object.fromEntries(rows.map((row) => [row.mapping_epoch, row.count]))
    })
  const life = { isOver: false }
  const writing = Array.from({ length: 6 }, async (_, writer) => {
    for (let turn = 0; !life.isOver; turn += 1) {
      const mappingEpoch = await epochOf()
      const record = preparedRecord(`${writer}-${turn}`, turn)
      await commit(preparedPage([record], { mappingEpoch }), 0.02)
    }
  })
  await commit(preparedPage([preparedRecord('first', 0)]))
  await store.write((dialect, org) =>
    changeMappings(dialect, org, preparedPlace, { epoch: 2, version: 'm2' }),
  )
  const atOnce = await byEpoch()
  await commit(preparedPage([preparedRecord('last', 0)], { mappingEpoch: 2 }))
  life.isOver = true
  await Promise.all(writing)
  const inTheEnd = await byEpoch()
  expect(inTheEnd[1]).toBe(atOnce[1])
  expect(inTheEnd[2]).toBeGreaterThan(0)
})
