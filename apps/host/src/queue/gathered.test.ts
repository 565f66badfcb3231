import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gathered, type Together } from './gathered.ts'

const limits = { most: 3, mostWeight: 1000, weightOf: (item: number) => item }

/** Doubles numbers after a turn, and notes which of them were done together; those above ninety-nine fail. */
function doubling() {
  const groups: (readonly number[])[] = []
  const together: Together<number, number> = async (take) => {
    await turn()
    const items = take()
    groups.push(items)
    await turn()
    if (items.some((item) => item > 99)) throw new Error(`${items.join()} failed`)
    return items.map((item) => item * 2)
  }
  return { groups, double: gathered(limits, together) }
}

test('those who come before a group begins are done together, and each is given what is his', async () => {
  const { groups, double } = doubling()
  expect(await Promise.all([1, 2, 3].map(double))).toStrictEqual([2, 4, 6])
  expect(groups).toStrictEqual([[1, 2, 3]])
})

test('those who come while a group is under way are the next one', async () => {
  const { groups, double } = doubling()
  const first = double(1)
  await turn()
  await turn()
  const later = [double(2), double(3)]
  expect(await Promise.all([first, ...later])).toStrictEqual([2, 4, 6])
  expect(groups).toStrictEqual([[1], [2, 3]])
})

test('a group is neither larger nor heavier than it may be, but one may be as heavy as it is', async () => {
  const heavy = { most: 3, mostWeight: 10, weightOf: (item: number) => item }
  const groups: (readonly number[])[] = []
  const add = gathered<number, number>(heavy, async (take) => {
    await turn()
    groups.push(take())
    return take()
  })
  await Promise.all([4, 5, 6, 50, 1, 1, 1, 1].map(add))
  expect(groups).toStrictEqual([[4, 5], [6], [50], [1, 1, 1], [1]])
})

test('of a group that fails each is done by itself, and fails or not by itself', async () => {
  const { groups, double } = doubling()
  const outcomes = await Promise.allSettled([1, 100, 3].map(double))
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(groups).toStrictEqual([[1, 100, 3], [1], [100], [3]])
})

test('one who fails alone is not done twice', async () => {
  const { groups, double } = doubling()
  await expect(double(100)).rejects.toThrow('100 failed')
  expect(groups).toStrictEqual([[100]])
})

test('a group that failed before it was known who is in it is done one by one', async () => {
  let calls = 0
  const add = gathered<number, number>(limits, async (take) => {
    calls += 1
    if (calls === 1) throw new Error('Not now.')
    return take()
  })
  expect(await Promise.all([1, 2].map(add))).toStrictEqual([1, 2])
  expect(calls).toBe(3)
})

test('after a failure others are done as before', async () => {
  const { double } = doubling()
  await expect(double(100)).rejects.toThrow('failed')
  expect(await double(4)).toBe(8)
})
