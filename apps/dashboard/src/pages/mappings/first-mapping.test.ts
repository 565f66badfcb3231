import { expect, test } from 'vitest'
import { firstMapping, firstPlace, guessedEntity } from './first-mapping.ts'

const entities = ['customer', 'order', 'category', 'stockLevel']

test.each([
  ['orders', 'order'],
  ['stock_levels', 'stockLevel'],
  ['Categories', 'category'],
  ['rows', undefined],
])('a stream called %s tells of %s', (stream, entity) => {
  expect(guessedEntity(stream, entities)).toBe(entity)
})

test('the first mapping becomes an entry of its own, under a name that is free', () => {
  const stream = { part: 'import.rows', connection: 'import', connector: 'file' }
  const listed = firstMapping(stream, 'order')
  expect(listed).toStrictEqual({
    id: 'file-rows-order',
    part: 'import.rows',
    connection: 'import',
    from: { connector: 'file', stream: 'rows' },
    to: { entity: 'order' },
  })
  const there = {
    section: 'mappings' as const,
    id: 'file-rows-order',
    origin: 'store' as const,
    value: {},
    faults: [],
  }
  const place = firstPlace([there], listed)
  const take = place.kind === 'new' ? place.take : undefined
  expect([take?.id, take?.version, take?.valueWith({ id: 'a' })]).toStrictEqual([
    'file-rows-order-2',
    'new',
    { connection: 'import', mapping: { id: 'a' } },
  ])
})
