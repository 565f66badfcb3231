import { expect, test } from 'vitest'
import { loadingIn, missingFor, timeLeftMs } from './partial-figures.ts'

const shop = { connection: 'shop', isLoading: true }
const till = { connection: 'till', isLoading: true }
const done = { connection: 'done', isLoading: false }

test('connections that were read to their end are missing nowhere', () => {
  const completeness = {
    figuresAreCurrent: true,
    personsAreCurrent: true,
    connections: [shop, done, till],
  }
  expect(loadingIn({ answers: [], completeness })).toStrictEqual([shop, till])
})

test('figures of some stores lack only what is read for these', () => {
  expect(missingFor(['shop:1'], [shop, till])).toStrictEqual([shop])
  expect(missingFor(['shopping:1', 'done:1'], [shop, till])).toStrictEqual([])
  expect(missingFor([], [shop, till])).toStrictEqual([shop, till])
})

test('what is done to a quarter in one minute takes three more', () => {
  expect(timeLeftMs(0.25, 60_000)).toBe(180_000)
  expect(timeLeftMs(1, 60_000)).toBe(0)
})

test.for([undefined, 0, 1.5, Number.NaN])(
  'of what is done to %s nobody knows how long it takes',
  (share) => {
    expect(timeLeftMs(share, 60_000)).toBe(undefined)
  },
)
