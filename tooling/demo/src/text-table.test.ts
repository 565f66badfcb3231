import { expect, test } from 'vitest'

import { countText, grouped, secondsText, textTable } from './text-table.ts'

test('columns stand under each other, the first to the left and the others to the right', () => {
  const rows = [
    ['orders', countText(1_234_567)],
    ['a longer name', '8'],
  ]
  expect(textTable(['What', 'read'], rows).split('\n')).toEqual([
    'What                read',
    '-------------  ---------',
    'orders         1,234,567',
    'a longer name          8',
  ])
})

test('durations have one decimal', () => {
  expect(secondsText(1_249)).toBe('1.2 s')
})

test.each([
  ['12.50', '12.50'],
  ['-1234567.8901', '-1,234,567.8901'],
  ['123', '123'],
])('the thousands of %s are told apart', (text, expected) => {
  expect(grouped(text)).toBe(expected)
})
