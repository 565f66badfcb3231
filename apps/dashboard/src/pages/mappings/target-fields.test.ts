import { expect, test } from 'vitest'
import { coverage, targetFields, type Sides } from './target-fields.ts'

const sides: Sides = {
  part: 'shop.orders',
  records: 0,
  source: [],
  targets: [
    { to: { entity: 'customer' }, fields: [] },
    {
      to: { entity: 'order' },
      fields: [
        { path: '$.number', type: 'string', required: false },
        { path: '$.id', type: 'string', required: true },
        { path: '$.lines', type: 'array', required: true },
        { path: '$.lines[0]', type: 'object', required: false },
      ],
    },
  ],
}

test('what is required comes first, and what only the mapping has comes last', () => {
  const fields = targetFields(sides, { entity: 'order' }, { id: '$.id', extra: '1' })
  expect(fields.map(({ name }) => name)).toStrictEqual(['id', 'lines', 'number', 'extra'])
})

test('a required field counts once it has a rule', () => {
  const rules = { id: '$.id', lines: ' ', number: '$.number' }
  expect(coverage(targetFields(sides, { entity: 'order' }, rules), rules)).toStrictEqual({
    done: 1,
    required: 2,
  })
})
