import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatChange, formatShort, formatTicks, formatValue } from './value-format.ts'

const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ')
const euros = { type: 'money', currency: 'EUR' } as const

test('every cent of the largest amount is written', () => {
  expect(formatValue(Number.MAX_SAFE_INTEGER, euros, 'en')).toBe('€90,071,992,547,409.91')
})

test('an amount has as many decimals as its currency', () => {
  const written = ['EUR', 'JPY', 'KWD'].map((currency) =>
    formatValue(-1234, { type: 'money', currency }, 'en').replace('\u00a0', ' '),
  )
  expect(written).toStrictEqual(['-€12.34', '-¥1,234', '-KWD 1.234'])
})

test('an amount of less than one unit keeps its zero', () => {
  expect(formatValue(5, euros, 'en')).toBe('€0.05')
})

test('numbers are written as people of the language do', () => {
  expect([
    spaced(formatValue(123_456, euros, 'de')),
    spaced(formatValue(123_456, euros, 'fr')),
    spaced(formatValue(0.1234, { type: 'share' }, 'de')),
    formatValue(1, { type: 'days' }, 'en'),
    formatValue(2.5, { type: 'number' }, 'da'),
  ]).toStrictEqual(['1.234,56 €', '1 234,56 €', '12,3 %', '1 day', '2,5'])
})

test('a change always has its sign', () => {
  expect([0.1234, -0.05, 0, 12.4].map((change) => formatChange(change, 'en'))).toStrictEqual([
    '+12.3%',
    '-5%',
    '0%',
    '+1,240%',
  ])
})

test('what is short has no decimals that nobody needs', () => {
  expect([1234, 96_040, 123_456_789].map((value) => formatShort(value, euros, 'en'))).toStrictEqual(
    ['€12.34', '€960', '€1.23M'],
  )
})

test('labels of an axis have as few decimals as tell them apart', () => {
  expect(formatTicks([0, 50, 100], euros, 'en')).toStrictEqual(['€0', '€0.5', '€1'])
  expect(formatTicks([0, 100_000], euros, 'en')).toStrictEqual(['€0', '€1K'])
})

test('no two labels of an axis are alike', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.integer({ min: 2, max: 7 }),
      fc.constantFrom('en', 'de', 'fr', 'it', 'da', 'sv'),
      (step, count, locale) => {
        const labels = formatTicks(
          Array.from({ length: count }, (_, index) => index * step),
          euros,
          locale,
        )
        expect(new Set(labels).size).toBe(count)
      },
    ),
  )
})
