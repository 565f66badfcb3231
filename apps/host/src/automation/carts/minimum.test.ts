import { Decimal } from 'decimal.js'
import { expect, test } from 'vitest'
import { isBelow } from './minimum.ts'

const minimum = new Map([
  ['DKK', '200'],
  ['EUR', '25'],
])
const rates = (from: string, to: string) =>
  from === 'SEK' && to === 'DKK' ? new Decimal('0.65') : undefined
const below = (total: number | undefined, currency: string | undefined, least = minimum) =>
  isBelow(least, { total, currency }, rates)

test.each([
  ['less than the minimum of its currency', 19_999, 'DKK', true],
  ['as much as the minimum', 20_000, 'DKK', false],
  ['less in a currency that is converted', 30_769, 'SEK', true],
  ['enough in a currency that is converted', 30_770, 'SEK', false],
  ['little in a currency without a rate', 1, 'NOK', false],
  ['nothing', 0, 'DKK', true],
  ['less than nothing', -5000, 'NOK', true],
  ['nobody knows how much', undefined, 'DKK', false],
  ['an amount without a currency', 100, undefined, false],
])('a cart of %s is left alone or not', (_what, total, currency, isLeftAlone) => {
  expect(below(total, currency)).toBe(isLeftAlone)
})

test('without a minimum every amount above nothing is enough', () => {
  expect([below(1, 'DKK', new Map()), below(0, 'DKK', new Map())]).toStrictEqual([false, true])
})
