import { expect, test } from 'vitest'
import { changesBetween } from './mapping-changes.ts'

test('what is new, gone and different is told part by part', () => {
  expect(
    changesBetween(
      { id: 'order', when: '$.paid', fields: { id: '$.id', total: '$.total', same: 1 } },
      { id: 'order', fields: { id: '$.number', note: '$.note', same: 1 } },
    ),
  ).toStrictEqual([
    { part: 'when', before: '$.paid' },
    { part: 'fields.id', before: '$.id', after: '$.number' },
    { part: 'fields.total', before: '$.total' },
    { part: 'fields.note', after: '$.note' },
  ])
})

test('a mapping has no differences from itself', () => {
  const mapping = { id: 'order', fields: { id: { $string: '$.id' } } }
  expect(changesBetween(mapping, structuredClone(mapping))).toStrictEqual([])
})
