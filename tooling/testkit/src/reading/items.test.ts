import { expect, test } from 'vitest'
import { deletedItem, writtenItem } from './items.ts'

test('an item is written live, but for what is said of it', () => {
  const told = writtenItem('7', { name: 'Ida' }, { cause: 'backfill', remoteId: 'r7' })
  expect(told).toStrictEqual({
    op: 'write',
    key: ['7'],
    idempotencyKey: 'id 7',
    cause: 'backfill',
    remoteId: 'r7',
    references: {},
    item: { name: 'Ida' },
  })
})

test('an item is deleted because its row was removed, but for what is said', () => {
  expect(deletedItem('7')).not.toHaveProperty('last')
  expect(deletedItem('7', 'erased', { name: 'Ida' })).toMatchObject({
    because: 'erased',
    last: { name: 'Ida' },
  })
})
