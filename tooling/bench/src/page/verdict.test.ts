import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { targets, type Target } from './targets.ts'
import { boundText, figureText, verdictOn, verdictText } from './verdict.ts'

const speed: Target = {
  id: 'speed',
  subject: 'stripe',
  what: 'reading',
  figure: 'speed',
  bound: 15_000,
  is: 'at least',
  unit: 'objects/s',
}
const memory: Target = { ...speed, id: 'memory', bound: 200, is: 'at most', unit: 'MB' }

test('what is as good as promised, or better, holds', () => {
  expect(verdictOn(speed, 15_000)).toStrictEqual({ kind: 'holds', figure: 15_000 })
  expect(verdictOn(memory, 200)).toStrictEqual({ kind: 'holds', figure: 200 })
})

test('what is worse falls short by a share of what was promised', () => {
  expect(verdictText(verdictOn(speed, 12_000))).toBe('**falls short by 20 %**')
  expect(verdictText(verdictOn(memory, 210))).toBe('**falls short by 5 %**')
})

test('where nothing is promised to be there at all, one is too many', () => {
  expect(verdictOn({ ...memory, bound: 0 }, 1)).toStrictEqual({
    kind: 'falls short',
    figure: 1,
    by: 100,
  })
})

test('what nobody measured neither holds nor falls short', () => {
  expect(verdictOn(speed, undefined)).toStrictEqual({ kind: 'not measured' })
  expect(verdictOn(speed, Number.NaN)).toStrictEqual({ kind: 'not measured' })
})

test('a figure that grows never turns from holding to falling short where more is better', () => {
  fc.assert(
    fc.property(fc.double({ min: 15_000, max: 1e9, noNaN: true }), (figure) => {
      expect(verdictOn(speed, figure * 2)).toStrictEqual({ kind: 'holds', figure: figure * 2 })
    }),
  )
})

test('figures and bounds are written with three digits, or whole', () => {
  expect(figureText(speed, 12_345.6)).toBe('12,346 objects/s')
  expect(figureText({ ...speed, unit: '×' }, 3.456)).toBe('3.46 ×')
  expect([boundText(speed), boundText(memory)]).toStrictEqual(['≥ 15,000 objects/s', '≤ 200 MB'])
})

test('every target has an id of its own', () => {
  const ids = targets.map(({ id }) => id)
  expect([...new Set(ids)]).toStrictEqual(ids)
})
