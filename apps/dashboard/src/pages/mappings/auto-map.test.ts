import { expect, test } from 'vitest'
import { proposedRules } from './auto-map.ts'
import type { SourceField, TargetField } from './target-fields.ts'

const from = (path: string, type: string): SourceField => ({
  path,
  type,
  required: true,
  samples: [],
})
const target = (name: string, type: string): TargetField => ({
  name,
  type,
  required: true,
  values: [],
})

test('names that are written otherwise are found, numbers become texts, and what does not fit stays empty', () => {
  const rules = proposedRules(
    [
      target('id', 'string'),
      target('orderNumber', 'string'),
      target('total', 'integer'),
      target('lines', 'array'),
    ],
    [
      from('$.billing.id', 'integer'),
      from('$.id', 'integer'),
      from('$.order_number', 'string'),
      from('$.total', 'string'),
      from('$.lines[0].lines', 'array'),
    ],
    {},
  )
  expect(rules).toStrictEqual({ id: '{ $string: $.id }', orderNumber: '$.order_number' })
})

test('a field with a rule is left as it is', () => {
  expect(
    proposedRules([target('id', 'string')], [from('$.id', 'string')], { id: '$.number' }),
  ).toStrictEqual({})
})
