import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { cutText, textWidth, wrapText } from './text-width.ts'

test('accents take no room of their own', () => {
  expect(textWidth('Ångström', 12)).toBe(textWidth('Angstrom', 12))
})

test('what has room is not cut', () => {
  expect(cutText('Sweden', 12, 60)).toBe('Sweden')
})

test('what has no room ends in an ellipsis, and begins as it did', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 30, max: 200 }), (text, room) => {
      const cut = cutText(text, 12, room)
      expect(textWidth(cut, 12)).toBeLessThanOrEqual(room)
      expect(text.startsWith(cut.replace(/…$/u, '')) || cut === text).toBe(true)
    }),
  )
})

test('a long name is broken between its words', () => {
  expect(wrapText('Coats and jackets for winter', 12, { room: 110, lines: 2 })).toStrictEqual([
    'Coats and jackets',
    'for winter',
  ])
})

test('a name whose first word has no room stays on one line', () => {
  expect(wrapText('Accessories and more', 12, { room: 50, lines: 2 })).toStrictEqual(['Acces…'])
})
