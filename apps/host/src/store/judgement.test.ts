import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge, saysAgain, type Observation } from './judgement.ts'

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

/** What is stored after an observation; `taken`: so is one that may be older. */
function storedAfter(stored: Observation, told: Observation, taken: boolean): Observation {
  const verdict = judge(told, stored)
  if (verdict === 'same') return told.from > stored.from ? told : stored
  return verdict === 'newer' || (verdict === 'indistinct' && taken) ? told : stored
}

test('what is said again, later, stores what both would have stored, or what was newer all along', () => {
  fc.assert(
    fc.property(
      observation,
      observation,
      fc.record({ later: fc.nat(5), longer: fc.nat(5) }),
      fc.boolean(),
      (stored, earlier, { later, longer }, taken) => {
        const again = {
          ...earlier,
          from: earlier.from + later,
          to: earlier.to + later + longer,
        }
        expect(saysAgain(again, earlier)).toBe(true)
        const both = storedAfter(storedAfter(stored, earlier, taken), again, taken)
        const alone = storedAfter(stored, again, taken)
        expect([alone.hash, alone.deleted]).toStrictEqual([both.hash, both.deleted])
      },
    ),
  )
})

test.each([
  ['says something else', { hash: 'b' }],
  ['says that it is gone', { deleted: true }],
  ['has another version', { version: '2' }],
  ['was true from an earlier instant', { from: 9 }],
  ['was true up to an earlier instant', { to: 19 }],
])('an observation is no repetition that %s', (_, change) => {
  const earlier = { version: '1', from: 10, to: 20, hash: 'a', deleted: false }
  expect(saysAgain({ ...earlier, ...change }, earlier)).toBe(false)
})
