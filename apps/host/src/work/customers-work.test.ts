import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { personsAfter } from '../customers/index.ts'
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
