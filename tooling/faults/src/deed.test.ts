import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNumbers } from './draw.ts'
import { drawDeed, pickWith } from './deed.ts'

const deeds = [1, 0, 3].map((weight) => ({ name: String(weight), weight, act: () => {} }))

test('deeds are drawn as often as they weigh, and never those without weight', () => {
  const random = randomNumbers(5)
  const names = Array.from({ length: 4000 }, () => drawDeed(deeds, random)?.name)
  const share = names.filter((name) => name === '3').length / names.length
  expect(new Set(names)).toStrictEqual(new Set(['1', '3']))
  expect(share).toBeCloseTo(0.75, 1)
})

test('what is picked is one of the items', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 1 }), (seed, items) => {
      expect(items).toContain(pickWith(randomNumbers(seed)).from(items))
    }),
  )
})

test('nothing cannot be picked from', () => {
  expect(() => pickWith(() => 0).from([])).toThrow('There is nothing to pick from.')
})
