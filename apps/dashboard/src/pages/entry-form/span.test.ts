import { expect, test } from 'vitest'
import { readSpan, writtenSpan } from './span.ts'

test('a span is a number and a unit', () => {
  expect([readSpan('90m'), readSpan(undefined), readSpan('soon')]).toStrictEqual([
    { number: '90', unit: 'm' },
    { number: '' },
    { number: 'soon' },
  ])
})

test('without a number there is no span', () => {
  expect([writtenSpan(' 24 ', 'h'), writtenSpan('', 'h')]).toStrictEqual(['24h', undefined])
})
