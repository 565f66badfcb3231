import type { Find, JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { findKnown } from './person.ts'

const key = { kind: 'phone', value: '+46701740605' } as const

/** Persons who share a number and are not one, and the customers among their records. */
function finding(persons: readonly JsonObject[], customers: readonly JsonObject[] = []): Find {
  return async (entity, { id }) =>
    entity === 'person' ? persons : customers.filter((customer) => customer['id'] === id)
}

const older = { id: 'p-1', createdAt: '2024-01-01T00:00:00.000Z', records: ['customer/shop:1'] }
const younger = {
  id: 'p-2',
  createdAt: '2025-01-01T00:00:00.000Z',
  records: ['customer/shop:2', 'customer/till:till-9'],
}
const registered = { id: 'till:till-9', extra: { account: 1500, memberNumber: '10012' } }

test('of two who have one number the one whom a till has registered is shown', async () => {
  const find = finding([older, younger], [registered])
  expect(await findKnown(find, key, 1500)).toMatchObject({
    contactId: 'till-9',
    personId: 'p-2',
    own: { memberNumber: '10012' },
  })
})

test('where no till has registered one of them, it is the one known longest', async () => {
  const find = finding([younger, older])
  expect((await findKnown(find, key, 1500))?.contactId).toBe('p-1')
})

test('whom the till of another account has registered is a person from elsewhere', async () => {
  const find = finding([younger], [registered])
  expect((await findKnown(find, key, 1600))?.contactId).toBe('p-2')
})
