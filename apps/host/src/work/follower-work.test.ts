import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { personsAfter } from '../customers/index.ts'
import { rowsAfter } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'

test('a serving host keeps persons up to date with what is written', async () => {
  const host = await scriptedHost({ connections: [] })
  const { store } = host.installation
  const email = 'ida@example.com'
  await writeRows(store, [{ entity: 'customer', id: 'shop:1', row: { connection: 'shop', email } }])
  await host.begin()
  const persons = () => store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  await until(async () => (await persons()).length === 1)
  expect((await persons()).map(({ members }) => members)).toStrictEqual([['customer/shop:1']])
})

test('a serving host keeps vouchers up to date with what is spent of them', async () => {
  const host = await scriptedHost({ connections: [] })
  const { store } = host.installation
  await host.begin()
  const voucher = {
    connection: 'checks',
    code: 'B1',
    status: 'active',
    amount: 100,
    currency: 'SEK',
  }
  const spent = { connection: 'till', voucherId: 'till:checks:B1', amount: 40, currency: 'SEK' }
  await writeRows(store, [
    { entity: 'voucher', id: 'checks:B1', row: voucher },
    { entity: 'voucherRedemption', id: 'till:R1', row: spent },
  ])
  const left = async () => {
    const [row] = await store.read((dialect, org) => rowsAfter(dialect, org, 'voucher', '', 10))
    return (JSON.parse(row?.data ?? '{}') as { remainingAmount?: number }).remainingAmount
  }
  await until(async () => (await left()) === 60)
  expect(await left()).toBe(60)
})
