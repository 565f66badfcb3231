import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

/** Which modules the bars of a path cover. */
function coveredBy(path: string, width: number, height: number): readonly (readonly boolean[])[] {
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)].map(([, left, top, length]) => ({
    left: Number(left),
    top: Number(top),
    length: Number(length),
  }))
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) =>
      bars.some(({ left, top, length }) => top === row && column >= left && column < left + length),
    ),
  )
}

test('the bars cover every dark module and no light one', () => {
  const anySize = fc.record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
  })
  const anyModules = anySize.chain(({ width, height }) =>
    fc.array(fc.array(fc.boolean(), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )
  fc.assert(
    fc.property(anyModules, (modules) => {
      expect(coveredBy(qrPath(modules), modules[0]?.length ?? 0, modules.length)).toStrictEqual(
        modules,
      )
    }),
  )
})

test('neighbours in a row are one bar', () => {
  expect(qrPath([[true, true, false, true]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1z')
})
