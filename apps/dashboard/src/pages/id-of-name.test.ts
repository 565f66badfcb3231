import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentIdOf } from './segment-id.ts'

test('a name becomes an id in small letters, without accents', () => {
  expect([
    segmentIdOf('Købte 3 gange, på ét år', new Set()),
    segmentIdOf('10 beste', new Set()),
    segmentIdOf('最高', new Set()),
  ]).toStrictEqual(['k_bte_3_gange_pa_et_ar', 'beste', 'segment'])
})

test('whatever the name, the id is one that the host takes, and nobody has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const first = segmentIdOf(name, new Set())
      const second = segmentIdOf(name, new Set([first]))
      expect(first).toMatch(/^[a-z][a-z0-9_]{0,63}$/u)
      expect(second).toBe(`${first}_2`)
    }),
  )
})
