import { upserts } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchForEnd } from './endless-walk.ts'

/** After how many pages a walk is stopped; undefined: it is let go on. */
function stoppedAfter(
  pages: number,
  pageAt: (number: number) => { readonly row: number; readonly position: number },
): number | undefined {
  const watch = watchForEnd(null)
  for (let number = 0; number < pages; number += 1) {
    const { row, position } = pageAt(number)
    const page = { items: upserts([{ id: row }]), next: position }
    if (watch(page, String(position)) !== undefined) return number
  }
  return undefined
}

test('a walk that goes on is let go on', () => {
  expect(stoppedAfter(10_000, (number) => ({ row: number, position: number }))).toBeUndefined()
})

test('a circle of any length is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (length) => {
      const found = stoppedAfter(20 * length + 20, (number) => ({
        row: number,
        position: number % length,
      }))
      expect(found).toBeDefined()
    }),
  )
})

test('the same rows in page after page are found, though positions go on', () => {
  expect(stoppedAfter(1000, (number) => ({ row: 1, position: number }))).toBe(50)
})

test('an old position that is met once is no circle', () => {
  expect(
    stoppedAfter(1000, (number) => ({ row: number, position: number === 700 ? 510 : number })),
  ).toBeUndefined()
})

test('changes without rows may be alike', () => {
  const watch = watchForEnd(null)
  const refresh = { op: 'refresh' as const }
  const words = Array.from({ length: 200 }, (_, next) =>
    watch({ items: [refresh], next }, String(next)),
  )
  expect(words.every((word) => word === undefined)).toBe(true)
})
