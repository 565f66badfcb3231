import { expect, test } from 'vitest'
import {
  idleMs,
  keptSlots,
  missingSlots,
  noSlots,
  surplusSlots,
  turnMs,
  usableSlots,
  withSlots,
} from './budget-slots.ts'

const three = withSlots(noSlots, { slots: [0, 1, 2], others: 0 }, 5000, 0)
const total = 10

test('slots may be used until their lease ends', () => {
  expect(usableSlots(three, total, 4999)).toBe(3)
  expect(usableSlots(three, total, 5000)).toBe(0)
})

test('what is not needed for a while is given back, and not at once', () => {
  const use = { underWay: 1, needed: 1, total }
  const first = surplusSlots(three, use, 100)
  expect(first).toMatchObject({ surplus: [], againMs: idleMs })
  expect(surplusSlots(first.slots, use, 100 + idleMs).surplus).toStrictEqual([2, 1])
})

test('what is more than an equal share is given back as soon as it is free', () => {
  const shared = keptSlots(three, new Set([0, 1, 2]), new Set([0, 1, 2]), 6000, {
    others: 4,
    isAwaited: false,
  })
  expect(usableSlots(shared, total, 100)).toBe(2)
  expect(surplusSlots(shared, { underWay: 3, needed: 9, total }, 100).surplus).toStrictEqual([])
  expect(surplusSlots(shared, { underWay: 2, needed: 9, total }, 100).surplus).toStrictEqual([2])
})

test('after a turn everything is given back where others wait that have none', () => {
  const awaited = keptSlots(three, new Set([0, 1, 2]), new Set([0, 1, 2]), 6000, {
    others: 1,
    isAwaited: true,
  })
  expect(usableSlots(awaited, total, turnMs - 1)).toBe(3)
  expect(usableSlots(awaited, total, turnMs)).toBe(0)
  expect(missingSlots(awaited, 5, turnMs)).toBe(0)
  const spared = surplusSlots(awaited, { underWay: 1, needed: 5, total }, turnMs)
  expect(spared.surplus).toStrictEqual([2, 1])
})

test('a slot that another process has by now is ours no more, one that was taken meanwhile is', () => {
  const more = withSlots(three, { slots: [7], others: 0 }, 7000, 10)
  const kept = keptSlots(more, new Set([0, 1, 2]), new Set([0, 2]), 8000, {
    others: 0,
    isAwaited: false,
  })
  expect([...kept.held]).toStrictEqual([
    [0, 8000],
    [2, 8000],
    [7, 7000],
  ])
})
