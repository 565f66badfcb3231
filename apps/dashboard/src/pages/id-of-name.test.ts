import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOfName } from './id-of-name.ts'

test('a name becomes an id in small letters, without accents', () => {
  expect([
    idOfName('Købte 3 gange, på ét år', new Set(), 'segment'),
    idOfName('10 beste', new Set(), 'segment'),
    idOfName('最高', new Set(), 'segment'),
  ]).toStrictEqual(['k_bte_3_gange_pa_et_ar', 'beste', 'segment'])
})

test('whatever the name, the id is one that the host takes, and nobody has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const first = idOfName(name, new Set(), 'segment')
      const second = idOfName(name, new Set([first]), 'segment')
      expect(first).toMatch(/^[a-z][a-z0-9_]{0,63}$/u)
      expect(second).toBe(`${first}_2`)
    }),
  )
})
