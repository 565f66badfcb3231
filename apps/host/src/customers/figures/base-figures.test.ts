import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followCustomers } from '../persons/follow.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { ageBands, baseFigures } from './base-figures.ts'

const dayMs = 86_400_000
const today = Date.UTC(2026, 10, 25)
const { signal } = new AbortController()

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

async function write(
  id: string,
  row: Readonly<Record<string, string | object>> | undefined,
  now: number,
): Promise<void> {
  const connection = id.split(':')[0] ?? ''
  const whole = row && { connection, ...(row as Readonly<Record<string, string>>) }
  await writeRows(store, [{ entity: 'customer', id, row: whole }])
  await followCustomers(store, { signal, now: () => now })
}

function instant(time: number): string {
  return new Date(time).toISOString()
}

test('persons are counted by what they are like, and by the day on which something happened', async () => {
  const createdAt = instant(today - 2 * dayMs)
  const ida = {
    createdAt,
    gender: 'female',
    birthDate: '1980-02-29',
    address: { country: 'DK' },
    consents: [{ channel: 'email', state: 'granted', at: createdAt }],
  }
  await write('shop:1', ida, today - dayMs)
  await write('till:2', { createdAt: instant(today), gender: 'male' }, today - dayMs)
  await write('shop:1', { ...ida, firstName: 'Ida' }, today)
  await write('till:2', undefined, today)
  const figures = await store.read((dialect, org) =>
    baseFigures(dialect, org, { days: 30, now: today }),
  )
  expect(figures).toStrictEqual({
    total: 1,
    by: {
      gender: { female: 1 },
      age: { '40–49': 1 },
      country: { dk: 1 },
      source: { shop: 1 },
      consent: { 'email marketing granted': 1 },
    },
    days: [
      { day: '2026-11-23', began: 1, made: 0, changed: 0, gone: 0 },
      { day: '2026-11-24', began: 0, made: 2, changed: 0, gone: 0 },
      { day: '2026-11-25', began: 0, made: 0, changed: 1, gone: 1 },
    ],
  })
})

test('two records that become one person are one person fewer', async () => {
  await write('shop:1', { email: 'ida@example.com' }, today)
  await write('till:2', { email: 'other@example.com' }, today)
  await write('till:2', { email: 'ida@example.com' }, today)
  const { total, days } = await store.read((dialect, org) =>
    baseFigures(dialect, org, { days: 1, now: today }),
  )
  expect({ total, days }).toStrictEqual({
    total: 1,
    days: [{ day: '2026-11-25', began: 0, made: 2, changed: 1, gone: 1 }],
  })
})

test('ages are those that are reached in the year, and impossible ones are left out', () => {
  expect(
    ageBands({ '2026': 1, '2017': 2, '1986': 3, '1877': 4, '2030': 5, abc: 6 }, 2026),
  ).toStrictEqual({ '0–9': 3, '40–49': 3 })
})
