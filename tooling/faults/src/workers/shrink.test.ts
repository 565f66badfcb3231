import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shrink } from './shrink.ts'

test('what a failure needs is left, and nothing else', async () => {
  const items = fc.uniqueArray(fc.nat({ max: 50 }), { minLength: 1, maxLength: 15 })
  await fc.assert(
    fc.asyncProperty(items, fc.infiniteStream(fc.boolean()), async (all, chosen) => {
      const needed = all.filter(() => chosen.next().value === true)
      const fails = (some: readonly number[]) =>
        Promise.resolve(needed.every((each) => some.includes(each)))
      expect(await shrink(all, fails, { tries: 1, most: 1000 })).toStrictEqual(needed)
    }),
  )
})

test('what fails now and then is tried again before it counts as needed', async () => {
  let asked = 0
  const everySecondTime = () => Promise.resolve((asked += 1) % 2 === 0)
  expect(await shrink([1, 2, 3], everySecondTime, { tries: 2, most: 100 })).toStrictEqual([])
})

test('after so many tries what is left is given back', async () => {
  let asked = 0
  const never = () => {
    asked += 1
    return Promise.resolve(false)
  }
  expect(await shrink([1, 2, 3, 4], never, { tries: 2, most: 5 })).toStrictEqual([1, 2, 3, 4])
  expect(asked).toBe(5)
})
