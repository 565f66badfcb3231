import { expect, test } from 'vitest'
import { itemFields } from './item-fields.ts'

test('every value of an item is told by its path', () => {
  const item = {
    email: 'i…',
    fields: { 'Sitoo-order': { total: '125.00', lines: [{ sku: 'MUG' }, { sku: 'CUP' }] } },
    tags: ['Sitoo', 'SitooOrder'],
    suppressed: false,
    note: null,
    extra: {},
  }
  expect(itemFields(item)).toStrictEqual([
    { path: 'email', value: 'i…' },
    { path: 'fields.Sitoo-order.total', value: '125.00' },
    { path: 'fields.Sitoo-order.lines.0.sku', value: 'MUG' },
    { path: 'fields.Sitoo-order.lines.1.sku', value: 'CUP' },
    { path: 'tags', value: 'Sitoo, SitooOrder' },
    { path: 'suppressed', value: 'false' },
    { path: 'note', value: 'null' },
    { path: 'extra', value: '{}' },
  ])
})
