import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asWritten, readWritten } from './written-value.ts'

test('whatever is written out is read again as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(readWritten(asWritten(plain))).toStrictEqual({ value: plain })
    }),
  )
})

test('nothing is written as nothing', () => {
  expect([asWritten(undefined), readWritten('  \n')]).toStrictEqual(['', { value: undefined }])
})

test('what is no YAML is told with its place', () => {
  expect(readWritten('a: [1, 2')).toMatchObject({
    problem: expect.stringContaining('line 1') as string,
  })
})

test('what is more than the host takes at once is not read', () => {
  expect(readWritten(`a: ${'b'.repeat(65_536)}`)).toStrictEqual({
    problem: 'more than 65536 characters',
  })
})
