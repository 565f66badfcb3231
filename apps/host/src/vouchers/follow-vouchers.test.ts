import type { JsonObject } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore, readHead, rowsAfter, type Store } from '../store/index.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { catchUpVouchers, followVouchers } from './index.ts'

const day = 86_400_000
const today = Date.parse('2026-11-25T12:00:00Z')
const { signal } = new AbortController()

let place: StorePlace
let store: Store
let now = today
beforeEach(async () => {
  now = today
  place = await newStorePlace()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

const follow = () => followVouchers(store, { signal, now: () => now })

function voucher(id: string, more: JsonObject = {}) {
  const row = {
    connection: 'checks',
    code: id,
    kind: 'bonus',
    status: 'active',
    amount: 10_000,
    currency: 'SEK',
    email: 'ida@example.com',
    expiresAt: '2026-12-31T22:59:59.000Z',
    ...more,
  }
  return writeRows(store, [{ entity: 'voucher', id: `checks:${id}`, row }])
}

function redeem(receipt: string, id: string, more: JsonObject = {}) {
  const row = {
    connection: 'till',
    voucherId: `till:checks:${id}`,
    amount: 10_000,
    currency: 'SEK',
    redeemedAt: '2026-11-25T12:00:00.000Z',
    receipt,
    ...more,
  }
  return writeRows(store, [{ entity: 'voucherRedemption', id: `till:${receipt}`, row }])
}

function order(number: string, status: string | undefined) {
  const row = status === undefined ? undefined : { connection: 'till', number, status }
  return writeRows(store, [{ entity: 'order', id: `till:o${number}`, row }])
}

async function rows(entity: string): Promise<readonly JsonObject[]> {
  const found = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 100))
  return found.filter(({ deleted }) => !deleted).map(({ data }) => JSON.parse(data) as JsonObject)
}

async function standing(): Promise<readonly unknown[]> {
  const [row] = await rows('voucher')
  return [row?.['status'], row?.['remainingAmount']]
}

const toldOfUse = async () => (await rows('voucher'))[0]?.['extra']
const headSeq = async () => (await store.read((dialect, org) => readHead(dialect, org))).seq

test('a voucher that nothing was spent of is left as its own system has it', async () => {
  await voucher('B1')
  const before = await headSeq()
  await follow()
  expect([await standing(), await headSeq()]).toStrictEqual([['active', undefined], before])
})

test('what is spent is taken off, in part and whole', async () => {
  await voucher('B1')
  await redeem('R1', 'B1', { amount: 4000 })
  await follow()
  expect(await standing()).toStrictEqual(['partiallyRedeemed', 6000])
  await redeem('R2', 'B1', { amount: 6000 })
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('it tells when it was spent last, and with which receipt, until that is undone', async () => {
  await voucher('B1', { extra: { name: 'Bonus check' } })
  await redeem('R1', 'B1', { amount: 4000 })
  await redeem('R2', 'B1', { amount: 1000, redeemedAt: '2026-11-26T08:00:00.000Z' })
  await follow()
  expect(await toldOfUse()).toStrictEqual({
    name: 'Bonus check',
    redeemedAt: '2026-11-26T08:00:00.000Z',
    redeemedReceipt: 'R2',
  })
  await order('R1', 'cancelled')
  await order('R2', 'cancelled')
  await follow()
  expect(await toldOfUse()).toStrictEqual({ name: 'Bonus check' })
})

test('a redemption that comes before its voucher counts once that is there', async () => {
  await redeem('R1', 'B1')
  await follow()
  await voucher('B1')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('what was there before it was followed counts too', async () => {
  await redeem('R1', 'B1')
  await voucher('B1')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('importing again revives nothing, whatever else has changed', async () => {
  await voucher('B1')
  await redeem('R1', 'B1')
  await follow()
  await voucher('B1')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
  await voucher('B1', { email: 'ida.holm@example.com' })
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('a voucher that is worth more after another import has that more left', async () => {
  await voucher('B1')
  await redeem('R1', 'B1', { amount: 4000 })
  await follow()
  await voucher('B1', { amount: 12_000 })
  await follow()
  expect(await standing()).toStrictEqual(['partiallyRedeemed', 8000])
})

test('what its own system took off is not taken off twice', async () => {
  const row = { connection: 'checks', voucherId: 'checks:B1', amount: 4000, currency: 'SEK' }
  await voucher('B1', { remainingAmount: 6000 })
  await writeRows(store, [{ entity: 'voucherRedemption', id: 'checks:1', row }])
  await follow()
  expect(await standing()).toStrictEqual(['active', 6000])
})

test.each(['cancelled', 'failed', 'refunded'])(
  'a sale that is %s gives back what it was paid with',
  async (status) => {
    await voucher('B1')
    await redeem('R1', 'B1', { orderId: 'till:oR1' })
    await order('R1', 'paid')
    await follow()
    expect(await standing()).toStrictEqual(['redeemed', 0])
    await order('R1', status)
    await follow()
    expect(await standing()).toStrictEqual(['active', undefined])
  },
)

test('a sale that goes gives it back too, and so does a redemption', async () => {
  await voucher('B1')
  await redeem('R1', 'B1', { orderId: 'till:oR1', amount: 4000 })
  await redeem('R2', 'B1', { amount: 1000 })
  await order('R1', 'paid')
  await follow()
  expect(await standing()).toStrictEqual(['partiallyRedeemed', 5000])
  await order('R1', undefined)
  await follow()
  expect(await standing()).toStrictEqual(['partiallyRedeemed', 9000])
  await writeRows(store, [{ entity: 'voucherRedemption', id: 'till:R2', row: undefined }])
  await follow()
  expect(await standing()).toStrictEqual(['active', undefined])
})

test('a sale that comes after the redemption is known by the number of its receipt', async () => {
  await voucher('B1')
  await redeem('R1', 'B1')
  await order('R1', 'paid')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
  await order('R1', 'cancelled')
  await follow()
  expect(await standing()).toStrictEqual(['active', undefined])
  await order('R1', 'paid')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('a sale that is taken back in part gives nothing back', async () => {
  await voucher('B1')
  await redeem('R1', 'B1', { orderId: 'till:oR1' })
  await order('R1', 'partiallyRefunded')
  await follow()
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('a voucher is over when its time has come, without anybody writing anything', async () => {
  await voucher('B1')
  await follow()
  now = Date.parse('2026-12-31T23:00:00Z')
  await follow()
  expect(await standing()).toStrictEqual(['expired', undefined])
})

test('its holder is reminded once, by an event that tells what is left', async () => {
  await voucher('B1')
  await redeem('R1', 'B1', { amount: 4000 })
  await follow()
  expect(await rows('event')).toStrictEqual([])
  now = Date.parse('2026-12-28T00:00:00Z')
  await follow()
  now += day
  await voucher('B1', { email: 'ida.holm@example.com' })
  await follow()
  expect(await rows('event')).toStrictEqual([
    {
      id: 'checks:B1 expires 2026-12-31T22:59:59.000Z',
      connection: 'checks',
      type: 'voucher.expiring',
      at: '2026-12-28T00:00:00.000Z',
      email: 'ida@example.com',
      amount: 6000,
      currency: 'SEK',
      properties: {
        voucherId: 'checks:B1',
        code: 'B1',
        expiresAt: '2026-12-31T22:59:59.000Z',
      },
    },
  ])
})

test('a voucher says itself how many days before its end that is to be', async () => {
  await voucher('B1', { extra: { remindDaysBefore: '30' } })
  await voucher('B2', { extra: { remindDaysBefore: '0' } })
  now = Date.parse('2026-12-10T00:00:00Z')
  await follow()
  expect((await rows('event')).map(({ properties }) => properties)).toMatchObject([{ code: 'B1' }])
})

test('whoever is about to redeem sees what was written a moment ago', async () => {
  await voucher('B1')
  await follow()
  await redeem('R1', 'B1')
  await catchUpVouchers(store, () => now)
  expect(await standing()).toStrictEqual(['redeemed', 0])
})

test('several that follow at once count each redemption once', async () => {
  await voucher('B1')
  for (const receipt of ['R1', 'R2', 'R3']) await redeem(receipt, 'B1', { amount: 1000 })
  await Promise.all([follow(), follow(), follow()])
  expect(await standing()).toStrictEqual(['partiallyRedeemed', 7000])
})
