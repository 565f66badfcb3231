import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutBatches } from './batches.ts'

interface Item {
  readonly at: number
  readonly by: string
  readonly bytes: number
}

const items = fc
  .array(fc.record({ by: fc.constantFrom('a', 'b'), bytes: fc.integer({ min: 1, max: 60 }) }))
  .map((list) => list.map((each, at): Item => ({ at, by: each.by, bytes: each.bytes })))

test('every item is in one batch or too large, batches keep the limits, their order and their value of `by`', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 5 }), (list, maxItems) => {
      const rules = { maxItems, maxBytes: 50, by: (item: Item) => item.by }
      const { batches, tooLarge } = cutBatches(list, rules, (item) => item.bytes)
      expect([...batches.flat(), ...tooLarge].toSorted((a, b) => a.at - b.at)).toStrictEqual(list)
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(maxItems)
        expect(batch.reduce((sum, item) => sum + item.bytes, 0)).toBeLessThanOrEqual(50)
        expect(new Set(batch.map((item) => item.by)).size).toBe(1)
      }
      for (const by of ['a', 'b']) {
        const order = batches.flat().filter((item) => item.by === by)
        expect(order.map((item) => item.at)).toStrictEqual(
          order.map((item) => item.at).toSorted((a, b) => a - b),
        )
      }
      expect(tooLarge.every((item) => item.bytes > 50)).toBe(true)
    }),
  )
})

test('full batches are cut as late as the limit allows', () => {
  const list = Array.from({ length: 5 }, (_, at) => ({ at, by: '', bytes: 1 }))
  const { batches } = cutBatches(list, { maxItems: 2, maxBytes: 100 }, (item) => item.bytes)
  expect(batches.map((batch) => batch.length)).toStrictEqual([2, 2, 1])
})

test('a series keeps its order from one batch to the next, whatever its items share a request with', () => {
  const one = fc.record({
    by: fc.constantFrom('a', 'b', 'c'),
    serial: fc.constantFrom('x', 'y', undefined),
    bytes: fc.integer({ min: 1, max: 30 }),
  })
  fc.assert(
    fc.property(fc.array(one), fc.integer({ min: 1, max: 4 }), (list, maxItems) => {
      const numbered = list.map((each, at) => Object.assign({ at }, each))
      const rules = {
        maxItems,
        maxBytes: 50,
        by: (item: (typeof numbered)[number]) => item.by,
        serial: (item: (typeof numbered)[number]) => item.serial,
      }
      const { batches } = cutBatches(numbered, rules, (item) => item.bytes)
      for (const serial of ['x', 'y']) {
        const order = batches.flat().filter((item) => item.serial === serial)
        expect(order).toStrictEqual(order.toSorted((a, b) => a.at - b.at))
      }
      expect(batches.every((batch) => new Set(batch.map(({ by }) => by)).size === 1)).toBe(true)
    }),
  )
})
