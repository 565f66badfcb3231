import type { Mapping } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedColumns, matchedColumns, withColumns } from './asked-columns.ts'

const mapping: Mapping = {
  id: 'bonus-check',
  from: { connector: 'file', stream: 'bonus' },
  to: { entity: 'voucher' },
  when: { $not: { $isBlank: $path('Number') } },
  fields: {
    id: '$.Number',
    kind: 'bonus',
    amount: { $money: '$.Value', currency: '$.Currency' },
    extra: { name: '$["Name in full."]', note: '$$5' },
  },
}

function $path(name: string): string {
  return `$.${name}`
}

test('the columns that a mapping asks for are those that it reads', () => {
  expect(askedColumns(mapping)).toStrictEqual(['Number', 'Value', 'Currency', 'Name in full.'])
})

test('with other names the mapping reads other columns, and is the same otherwise', () => {
  const other = withColumns(mapping, { Number: 'Check no.', Value: 'Sum' })
  expect(other).toStrictEqual({
    ...mapping,
    when: { $not: { $isBlank: '$["Check no."]' } },
    fields: {
      id: '$["Check no."]',
      kind: 'bonus',
      amount: { $money: '$.Sum', currency: '$.Currency' },
      extra: { name: '$["Name in full."]', note: '$$5' },
    },
  })
})

test('a mapping whose columns are named otherwise and back is the mapping that it was', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9 .[\]]{1,12}$/u).map((text) => `x${text}`)
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 4, maxLength: 4 }), (names) => {
      const asked = askedColumns(mapping)
      const there = Object.fromEntries(asked.map((each, index) => [each, names[index] ?? '']))
      const back = Object.fromEntries(asked.map((each, index) => [names[index] ?? '', each]))
      const others = withColumns(mapping, there)
      expect(askedColumns(others)).toStrictEqual(names)
      expect(withColumns(others, back)).toStrictEqual(mapping)
    }),
  )
})

const match = (chosen: Readonly<Record<string, string>>) => [
  ...matchedColumns(['CheckNo', 'Value'], ['check no', 'Value', 'Sum'], chosen),
]

test('a column is found by its name, or by one that differs in case and marks alone', () => {
  expect(match({})).toStrictEqual([
    ['CheckNo', 'check no'],
    ['Value', 'Value'],
  ])
  expect(match({ Value: 'Sum' })).toStrictEqual([
    ['CheckNo', 'check no'],
    ['Value', 'Sum'],
  ])
  expect(match({ CheckNo: '', Value: 'gone' })).toStrictEqual([])
})
