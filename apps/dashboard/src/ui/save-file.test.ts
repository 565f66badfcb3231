import { expect, test } from 'vitest'
import { fileNameIn } from './save-file.ts'

test('a file has the name that the host gives it, where that is a plain one', () => {
  expect([
    fileNameIn('attachment; filename="sales-2026-10.pdf"'),
    fileNameIn('attachment; filename="../sales.pdf"'),
    fileNameIn(null),
  ]).toStrictEqual(['sales-2026-10.pdf', undefined, undefined])
})
