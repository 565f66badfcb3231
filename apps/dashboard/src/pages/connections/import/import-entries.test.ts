import { expect, test } from 'vitest'
import {
  connectionEntry,
  freeName,
  importMapping,
  keyOf,
  missingFields,
  uploadName,
} from './import-entries.ts'
import { proposedColumns, recipeNamed, type Recipe } from './recipes.ts'

const recipe = (sink: string): Recipe => {
  const found = recipeNamed(sink)
  if (found === undefined) throw new Error(sink)
  return found
}
const choice = (columns: Readonly<Record<string, string>>) => ({
  columns,
  currency: 'CAD',
  timeZone: 'America/Toronto',
})

test('columns are proposed by the names of fields, and by what files usually call them', () => {
  expect(
    proposedColumns(recipe('products'), ['no', 'title', 'Price', 'SKU', 'colour']),
  ).toStrictEqual({ sku: 'SKU', price: 'Price', id: 'no', name: 'title' })
})

test('a column serves one field, and the field of its name comes first', () => {
  expect(proposedColumns(recipe('items'), ['order_id', 'name', 'total', 'sku'])).toStrictEqual({
    total: 'total',
    id: 'order_id',
    'lines.productId': 'sku',
    'lines.name': 'name',
  })
})

test('a file of products becomes products, with amounts in the currency that was chosen', () => {
  const chosen = choice({ id: 'no', name: 'title', price: 'price incl. VAT' })
  expect(importMapping('import-products', recipe('products'), chosen)).toStrictEqual({
    id: 'import-products',
    from: { connector: 'file', stream: 'rows' },
    to: { entity: 'product' },
    fields: {
      id: { $string: '$.no' },
      name: { $string: '$.title' },
      price: { $money: '$["price incl. VAT"]', currency: 'CAD' },
      status: 'active',
      currency: 'CAD',
    },
  })
})

test('lines of the same order are one order', () => {
  const chosen = choice({
    id: 'order',
    placedAt: 'date',
    total: 'total',
    'lines.name': 'product',
    'lines.quantity': 'qty',
  })
  expect(importMapping('import-items', recipe('items'), chosen)).toMatchObject({
    to: { entity: 'order' },
    group: { by: ['$.order'] },
    fields: {
      placedAt: { $instant: '$.date', zone: 'America/Toronto' },
      lines: {
        $each: '$rows',
        as: { name: { $string: '$.product' }, quantity: { $number: '$.qty' } },
      },
    },
  })
  expect(keyOf(recipe('items'), chosen)).toStrictEqual([])
})

test('a row is known by its id, and amounts with a comma are read as such', () => {
  const key = keyOf(recipe('products'), choice({ id: 'no' }))
  const columns = [
    { name: 'no', type: 'text' },
    { name: 'price', type: 'decimal', decimalComma: true },
  ]
  expect(connectionEntry('./uploads/a.csv', columns, key)).toStrictEqual({
    connector: 'file',
    config: {
      sources: {
        rows: {
          path: './uploads/a.csv',
          key: ['no'],
          columns: { price: { type: 'decimal', decimalComma: true } },
        },
      },
    },
  })
})

test('what must have a column and has none is told', () => {
  expect(missingFields(recipe('categories'), { columns: { id: 'no' } })).toStrictEqual(['name'])
})

test.each([
  ['Bestellungen 2026.CSV', 'Bestellungen-2026.csv'],
  ['../../etc/passwd', 'etc-passwd.csv'],
  ['.txt', 'file.txt'],
  ['åäö.txt', 'aao.txt'],
])('a file called %s lies at the host as %s', (name, expected) => {
  expect(uploadName(name)).toBe(expected)
})

test('a name that is taken gets a number', () => {
  expect(freeName('import-products', ['import-products', 'import-products-2'])).toBe(
    'import-products-3',
  )
})
