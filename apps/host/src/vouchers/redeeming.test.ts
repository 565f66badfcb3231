import { afterEach, beforeEach, expect, test } from 'vitest'
import { catchUpCustomers, followCustomers, openFind } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../store/index.ts'
import { openTill, redemptionOf, type OpenTill } from '../testing/open-till.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { catchUpVouchers, followVouchers } from './index.ts'

/** A database on a machine that does other things as well takes its time for a thousand. */
const patient = { timeout: 120_000 }

let place: StorePlace
let store: Store
beforeEach(async () => {
  place = await newStorePlace()
  store = await openStore({ store: place.address, organisation: 'nordlys' })
  const row = {
    connection: 'checks',
    code: 'B1',
    status: 'active',
    amount: 10_000,
    currency: 'SEK',
    email: 'ida@example.com',
  }
  await writeRows(store, [{ entity: 'voucher', id: 'checks:B1', row }])
  const { signal } = new AbortController()
  await followCustomers(store, { signal })
  await followVouchers(store, { signal })
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

/** A till that looks at what is left of a check before it takes it, as a surface would. */
function till(): OpenTill {
  return openTill(store, {
    find: openFind(store, { nodes: [], onLookUp: () => {} }),
    catchUp: async () => {
      await catchUpVouchers(store)
      await catchUpCustomers(store, {})
    },
  })
}

function redeem(by: OpenTill, receipt: string): Promise<string> {
  return by.transact<string>(
    { locks: ['voucher checks:B1'], once: receipt },
    async (transaction) => {
      const [check] = await transaction.find('voucher', { id: 'checks:B1' }, { limit: 1 })
      if (check?.['status'] !== 'active') return { commit: false, answer: 'spent before' }
      transaction.put(redemptionOf('checks:B1', receipt))
      return { commit: true, answer: 'taken' }
    },
  )
}

test(
  'of a thousand who want one bonus check one is given it, and the others are told',
  patient,
  async () => {
    const tills = Array.from({ length: 4 }, till)
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        redeem(tills[index % tills.length] ?? till(), `R${index}`),
      ),
    )
    const counts = Object.groupBy(answers, (answer) => answer)
    expect([counts['taken']?.length, counts['spent before']?.length]).toStrictEqual([1, 999])
  },
)

test('a check whose sale was cancelled can be taken again, by another sale', async () => {
  expect(await redeem(till(), 'R1')).toBe('taken')
  expect(await redeem(till(), 'R2')).toBe('spent before')
  const sale = { connection: 'till', number: 'R1', status: 'cancelled' }
  await writeRows(store, [{ entity: 'order', id: 'till:o1', row: sale }])
  expect(await redeem(till(), 'R2')).toBe('taken')
})

test('a till that asks again with the same receipt is told the same, and nothing more is taken', async () => {
  expect([await redeem(till(), 'R1'), await redeem(till(), 'R1')]).toStrictEqual(['taken', 'taken'])
})

test('the card of a person shows what is left of their checks', async () => {
  const find = openFind(store, { nodes: [], onLookUp: () => {} })
  const [person] = await find('person', { email: 'ida@example.com' })
  const checks = async () =>
    (await find('voucher', { personId: person?.['id'] ?? '' })).map(({ status }) => status)
  const before = await checks()
  await redeem(till(), 'R1')
  expect([before, await checks()]).toStrictEqual([['active'], ['redeemed']])
})
