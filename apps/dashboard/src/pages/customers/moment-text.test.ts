import { expect, test } from 'vitest'
import { momentParts } from './moment-text.ts'

test('of an order are told its number, state, amount and things', () => {
  const row = {
    number: '653',
    status: 'fulfilled',
    total: 524_300,
    currency: 'SEK',
    lines: [{ name: 'Red slipper', quantity: 4 }, { name: 'Plain mug', quantity: 1 }, { sku: 'x' }],
  }
  expect(momentParts({ row })).toStrictEqual({
    name: '653',
    status: 'fulfilled',
    amount: { minorUnits: 524_300, currency: 'SEK' },
    things: ['4 × Red slipper', 'Plain mug'],
  })
})

test('of a row that says none of it nothing is told', () => {
  expect(momentParts({ row: { total: 'much', lines: 'some' } })).toStrictEqual({ things: [] })
})
