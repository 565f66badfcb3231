import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenTexts } from './seen-texts.ts'

test('a text is new the first time, and then it is there', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 50 }), (texts) => {
      const [seen, known] = [seenTexts(), new Set<string>()]
      for (const text of texts) {
        expect(seen.has(text)).toBe(known.has(text))
        expect(seen.add(text)).toBe(!known.has(text))
        known.add(text)
      }
    }),
  )
})

test('among many that are alike each is told from the others', () => {
  const seen = seenTexts()
  const ids = Array.from({ length: 100_000 }, (_each, index) => `id=shop-${index}`)
  expect(ids.filter((id) => !seen.add(id))).toStrictEqual([])
  expect(ids.every((id) => seen.has(id))).toBe(true)
  expect(seen.has('id=shop-100000')).toBe(false)
})
