import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge, type Observation } from './judgement.ts'

const observation = fc
  .record({
    version: fc.constantFrom(null, '1', '2', '3'),
    from: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 10 }),
    hash: fc.constantFrom('a', 'b'),
    deleted: fc.boolean(),
  })
  .map(({ version, from, length, hash, deleted }): Observation => ({
    version,
    from,
    to: from + length,
    hash,
    deleted,
  }))

const opposite = { same: 'same', newer: 'older', older: 'newer', indistinct: 'indistinct' }

test('the judgement does not depend on which of the two came first', () => {
  fc.assert(
    fc.property(observation, observation, (a, b) => {
      expect(judge(a, b)).toBe(opposite[judge(b, a)])
    }),
  )
})

test('an equal record is the same whatever its clock says', () => {
  fc.assert(
    fc.property(observation, observation, (a, b) => {
      expect(judge({ ...a, hash: b.hash, deleted: b.deleted }, b)).toBe('same')
    }),
  )
})

test('without versions only intervals that do not overlap decide', () => {
  const stored: Observation = { version: null, from: 10, to: 20, hash: 'a', deleted: false }
  const incoming = (from: number, to: number) => judge({ ...stored, hash: 'b', from, to }, stored)
  expect(incoming(20, 30)).toBe('newer')
  expect(incoming(0, 10)).toBe('older')
  expect(incoming(19, 30)).toBe('indistinct')
  expect(incoming(0, 11)).toBe('indistinct')
})

test('a deletion is an observation like any other', () => {
  const stored: Observation = { version: null, from: 10, to: 20, hash: '', deleted: true }
  expect(judge({ ...stored, hash: 'a', deleted: false, from: 20, to: 21 }, stored)).toBe('newer')
})
