import { expect, test } from 'vitest'
import { engineClock } from './clock.ts'

test('it never runs backwards, and says how far it is ahead of the clock below it', () => {
  let below = 1000
  const clock = engineClock(() => below)
  expect([clock.now(), clock.leadMs()]).toStrictEqual([1000, 0])
  below = 400
  expect([clock.now(), clock.leadMs()]).toStrictEqual([1000, 600])
  clock.raise(5000)
  expect([clock.now(), clock.leadMs()]).toStrictEqual([5000, 4600])
  below = 6000
  expect([clock.now(), clock.leadMs()]).toStrictEqual([6000, 0])
})
