import { expect, test } from 'vitest'
import { fieldsOf } from '../../../schema-form/field-shape.ts'
import { shownSettings } from './shown-settings.ts'

const schema = {
  type: 'object',
  required: ['customerId'],
  properties: {
    customerId: { type: 'string', title: 'Customer ID', description: 'Of the account.' },
    apiKey: { type: 'string', title: 'API key', secret: true },
    positions: {
      type: 'object',
      title: 'Positions',
      assumed: 'In the vendor’s panel.',
      properties: { basketId: { type: 'integer', title: 'Basket' } },
    },
    tracks: { type: 'array', items: { type: 'string' }, title: 'Tracks' },
  },
}
const fields = fieldsOf(schema)

test('what is set is told, and of secrets only that they are', () => {
  const shown = shownSettings(fields, {
    customerId: '12345',
    apiKey: { secret: 'set' },
    tracks: ['visits', 'baskets'],
  })
  expect(shown.map(({ label, value }) => [label, value])).toStrictEqual([
    ['Customer ID', '12345'],
    ['API key', { secret: true }],
    ['Positions: Basket', undefined],
    ['Tracks', 'visits, baskets'],
  ])
})

test('what is assumed of a group is assumed of each of its settings', () => {
  const shown = shownSettings(fields, { positions: { basketId: 41 } })
  expect(shown[2]).toStrictEqual({
    label: 'Positions: Basket',
    assumed: 'In the vendor’s panel.',
    value: '41',
  })
})
