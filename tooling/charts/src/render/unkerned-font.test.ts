import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { fontFiles } from './font-files.ts'
import { openDocument } from './pdf-document.ts'
import { unkernedFont } from './unkerned-font.ts'

test('a point keeps its distance from a seven', () => {
  const document = openDocument({ title: 'Widths', locale: 'en', size: [100, 100] })
  const apart = (font: string) => {
    const [seven = 0, point = 0, both = 0] = ['7', '.', '7.'].map((text) =>
      document.font(font).fontSize(100).widthOfString(text),
    )
    return seven + point - both
  }
  expect(apart(fontFiles.regular)).toBeGreaterThan(5)
  const other = openDocument({ title: 'Widths', locale: 'en', size: [100, 100] })
  const widthOf = (text: string) => other.font('regular').fontSize(100).widthOfString(text)
  expect(widthOf('7.')).toBeCloseTo(widthOf('7') + widthOf('.'), 6)
})

test('a font is not changed itself', () => {
  const font = new Uint8Array(readFileSync(fontFiles.regular))
  const before = Buffer.from(font).toString('latin1')
  unkernedFont(font)
  expect(Buffer.from(font).toString('latin1') === before).toBe(true)
})
