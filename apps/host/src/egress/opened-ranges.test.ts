import { expect, test } from 'vitest'
import { rangesOfEnvironment } from './opened-ranges.ts'

test('ranges of the environment are divided by spaces or commas', () => {
  expect(
    rangesOfEnvironment({ CARTOGRAPH_EGRESS_PRIVATE: ' 10.0.0.0/8, ::1/128  127.0.0.1 ' }),
  ).toStrictEqual(['10.0.0.0/8', '::1/128', '127.0.0.1'])
})

test('without the variable nothing is open', () => {
  expect(rangesOfEnvironment({})).toStrictEqual([])
})

test('what is no range is named', () => {
  expect(() => rangesOfEnvironment({ CARTOGRAPH_EGRESS_PRIVATE: '10.0.0.0/8 everything' })).toThrow(
    'The environment variable CARTOGRAPH_EGRESS_PRIVATE has "everything", which is no range of addresses.',
  )
})
