import { expect, test } from 'vitest'

import { walked } from './walk.ts'

test('arrows lead to the neighbour, and no further than the ends', () => {
  const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'] as const
  expect(keys.map((key) => walked(key, 1, 3))).toStrictEqual([2, 2, 0, 0])
  expect([walked('ArrowRight', 2, 3), walked('ArrowLeft', 0, 3)]).toStrictEqual([2, 0])
})

test('Home and End lead to the ends', () => {
  expect([walked('Home', 2, 5), walked('End', 2, 5)]).toStrictEqual([0, 4])
})

test('other keys lead nowhere', () => {
  expect([walked('Tab', 1, 3), walked('a', 1, 3)]).toStrictEqual([undefined, undefined])
})
