import type { JsonObject } from '@cartograph/core'
import { onlyContact } from '@cartograph/simulators/sitoo'
import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'
import { tillAt } from '../testing/till.ts'

const maja: JsonObject = {
  id: 'shop:7',
  email: 'maja@example.com',
  phone: '+46701740605',
  createdAt: '2025-01-01T00:00:00.000Z',
}
const ove: JsonObject = { ...maja, id: 'shop:8', email: 'ove@example.com', phone: '+46701740606' }
const check: JsonObject = {
  id: 'checks:BC-1',
  customerId: 'shop:7',
  kind: 'bonus',
  status: 'active',
  amount: 100_00,
  currency: 'SEK',
}
const rows = { customers: [maja, ove], vouchers: [check] }
const spend = (receiptid: string, amount?: string) => ({
  receiptid,
  storeexternalid: 'TOWN-1',
  bonuschecks: [{ bonuscheckid: 'checks:BC-1', ...(amount !== undefined && { amount }) }],
})
const spent = {
  statuscode: 400,
  errortext: 'The bonus check is spent. It was used before, perhaps at another till.',
}

test('of many tills that want one bonus check one is given it, and the others are told', async () => {
  const { till, store } = tillAt(rows)
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_one, index) => till.redeem('p-shop:7', spend(`R${index}`))),
  )
  const told = answers.filter(({ status }) => status !== 200).map(({ body }) => body)
  expect([told.length, new Set(told.map((body) => JSON.stringify(body)))]).toStrictEqual([
    39,
    new Set([JSON.stringify(spent)]),
  ])
  expect([...store.redemptions.values()]).toMatchObject([{ amount: 100_00, remaining: 0 }])
})

test('a till that asks again with the same receipt is told yes, and nothing more is taken', async () => {
  const { till, store } = tillAt(rows)
  const answers = [
    await till.redeem('p-shop:7', spend('R1', '60.00')),
    await till.redeem('p-shop:7', spend('R1', '60.00')),
  ]
  expect([answers.map(({ body }) => body), store.redemptions.size]).toStrictEqual([[true, true], 1])
})

test('of a check that was used in part the rest can be used, and no more', async () => {
  const { till } = tillAt(rows)
  await till.redeem('p-shop:7', spend('R1', '60.00'))
  const { body } = await till.redeem('p-shop:7', spend('R2', '50.00'))
  const rest = await till.redeem('p-shop:7', spend('R3'))
  expect([body, rest.status]).toStrictEqual([
    {
      statuscode: 400,
      errortext: 'Only 40.00 SEK of the bonus check is left. Take no more than that.',
    },
    200,
  ])
  const shown = onlyContact(await till.find('maja@example.com'))
  expect(shown?.['bonuschecks']).toMatchObject([{ redeemed: true, value: '0.00' }])
})

test('a check of another customer is refused', async () => {
  const { till, store } = tillAt(rows)
  const { status } = await till.redeem('p-shop:8', spend('R1'))
  expect([status, store.redemptions.size]).toStrictEqual([400, 0])
})

test('one check that is refused keeps back the others of the receipt', async () => {
  const { till, store } = tillAt(rows)
  const both = {
    ...spend('R1'),
    bonuschecks: [{ bonuscheckid: 'checks:BC-1' }, { bonuscheckid: 'checks:BC-2' }],
  }
  expect([(await till.redeem('p-shop:7', both)).status, store.redemptions.size]).toStrictEqual([
    400, 0,
  ])
})

test.each(['-1.00', '0.00', '1,50', 'all'])('%s is no amount', async (amount) => {
  const { till } = tillAt(rows)
  expect((await till.redeem('p-shop:7', spend('R1', amount))).status).toBe(400)
})

test('a body without a receipt is refused', async () => {
  const { till } = tillAt(rows)
  expect((await till.redeem('p-shop:7', { bonuschecks: [] })).status).toBe(400)
})

test('in the newer form a check is used whole, and given back when the sale is undone', async () => {
  const { till, store } = tillAt(rows, {}, { form: 2 })
  const body = { transaction_id: 'R1', bonus_checks: ['checks:BC-1'] }
  const taken = await till.redeem('p-shop:7', body)
  const between = store.redemptions.size
  const back = await till.undo('p-shop:7', body)
  expect([taken.body, between, back.body, store.redemptions.size]).toStrictEqual([true, 1, true, 0])
  expect((await till.redeem('p-shop:7', body)).body).toBe(true)
})

test('a redemption names its check whole, and its receipt', async () => {
  const { till, store } = tillAt(rows)
  await till.redeem('p-shop:7', spend('R1', '60.00'))
  expect(await mapped('sitoo-redemption', [...store.redemptions.values()])).toMatchObject([
    {
      id: 'till:checks:BC-1/R1',
      voucherId: 'till:checks:BC-1',
      amount: 60_00,
      remainingAmount: 40_00,
      currency: 'SEK',
      receipt: 'R1',
      redeemedAt: '2026-11-25T12:00:00.000Z',
      extra: { store: 'TOWN-1' },
    },
  ])
})
