import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { readAlertStates, writeAlertState } from './alert-states.ts'
import {
  addNotices,
  beginNotice,
  hasNotice,
  lastNotices,
  openNotices,
  purgeNotices,
  settleNotice,
} from './notices.ts'
import {
  deleteOwnNotice,
  mutedInsights,
  muteInsight,
  ownNotices,
  segmentTurnover,
  stockedProducts,
  unmuteInsight,
  writeOwnNotice,
} from './own-notices.ts'
import { quotaCounts, writeQuotaCounts } from './quota-counts.ts'
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

const digest = {
  source: 'digest/morning',
  period: '2026-11-24',
  target: 0,
  connection: 'team',
  action: 'message',
  input: '{}',
}
const put = (now: number) => store.write((dialect, org) => addNotices(dialect, org, [digest], now))
const open = async (now: number) =>
  (await store.read((dialect, org) => openNotices(dialect, org, now))).map(({ state }) => state)

test('a notice is there once, and another organisation has none of it', async () => {
  await put(5)
  await put(9)
  expect(await open(9)).toStrictEqual(['due'])
  expect(await store.read((dialect, org) => hasNotice(dialect, org, digest))).toBe(true)
  expect(await store.read((dialect) => hasNotice(dialect, 'sydlys', digest))).toBe(false)
})

test('a notice is begun by one alone, and is open until it is settled', async () => {
  await put(5)
  const begin = () => store.write((dialect, org) => beginNotice(dialect, org, digest))
  expect([await begin(), await begin(), await open(9)]).toStrictEqual([true, false, ['sending']])
  await store.write((dialect, org) =>
    settleNotice(dialect, org, digest, { state: 'due', at: 9, dueAt: 20 }),
  )
  expect([await open(19), await open(20)]).toStrictEqual([[], ['due']])
  await store.write((dialect, org) => settleNotice(dialect, org, digest, { state: 'sent', at: 21 }))
  expect(await open(99)).toStrictEqual([])
})

test('what was settled long ago is forgotten, what is open is not', async () => {
  await put(5)
  await store.write((dialect, org) =>
    addNotices(dialect, org, [{ ...digest, period: '2026-11-25' }], 6),
  )
  await store.write((dialect, org) => settleNotice(dialect, org, digest, { state: 'sent', at: 7 }))
  await store.write((dialect, org) => purgeNotices(dialect, org, 100))
  const kept = await store.read((dialect, org) => lastNotices(dialect, org, digest.source, 9))
  expect(kept.map(({ period }) => period)).toStrictEqual(['2026-11-25'])
})

test('how an alert stands is remembered', async () => {
  const state = {
    alert: 'slump',
    isFiring: true,
    toldAt: 5,
    judgedAt: 6,
    value: '19300',
    problem: undefined,
  }
  const calm = { ...state, isFiring: false, toldAt: undefined, problem: 'There is no such metric.' }
  const write = (each: typeof state | typeof calm) =>
    store.write((dialect, org) => writeAlertState(dialect, org, each))
  await write(state)
  expect((await store.read(readAlertStates)).get('slump')).toStrictEqual(state)
  await write(calm)
  expect((await store.read(readAlertStates)).get('slump')).toStrictEqual(calm)
})

test('a definition takes the place of the one before, and goes', async () => {
  const own = { kind: 'alert', id: 'slump', definition: '{}' } as const
  const write = () => store.write((dialect, org) => writeOwnNotice(dialect, org, own, 1))
  await write()
  await write()
  expect(await store.read(ownNotices)).toStrictEqual([{ ...own, version: 2 }])
  const drop = () => store.write((dialect, org) => deleteOwnNotice(dialect, org, own))
  expect([await drop(), await drop()]).toStrictEqual([true, false])
})

test('what is muted stays so until it is heard again', async () => {
  const mute = () => store.write((dialect, org) => muteInsight(dialect, org, 'record', 1))
  await mute()
  await mute()
  expect([...(await store.read(mutedInsights))]).toStrictEqual(['record'])
  await store.write((dialect, org) => unmuteInsight(dialect, org, 'record'))
  expect([...(await store.read(mutedInsights))]).toStrictEqual([])
})

test('a count takes the place of the one of the same day', async () => {
  const count = { connection: 'shop', day: 20_000, paidOrders: 5, countedAt: 7 }
  const write = (paidOrders: number) =>
    store.write((dialect, org) =>
      writeQuotaCounts(dialect, org, 20_000, [{ ...count, paidOrders }]),
    )
  await write(5)
  await write(6)
  expect(await store.read((dialect, org) => quotaCounts(dialect, org, 0))).toStrictEqual([
    { ...count, paidOrders: 6 },
  ])
  expect(await store.read((dialect) => quotaCounts(dialect, 'sydlys', 0))).toStrictEqual([])
})

test('an empty store has no moves and no products', async () => {
  const found = await store.read(function* (dialect, org) {
    const turnover = yield* segmentTurnover(dialect, org, 0)
    return [[...turnover], yield* stockedProducts(dialect, org, 14)]
  })
  expect(found).toStrictEqual([[], []])
})
