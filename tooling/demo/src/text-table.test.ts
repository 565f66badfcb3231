import { expect, test } from 'vitest'

import { countText, secondsText, textTable } from './text-table.ts'

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
