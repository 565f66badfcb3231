import { expect, test } from 'vitest'
import { defaultWaits } from '../queue/index.ts'
import { givenWaits } from './waits.ts'

test('without the variable everything waits as long as usual', () => {
  expect(givenWaits({})).toStrictEqual({ host: {}, engine: defaultWaits })
})

test('what is named waits so long, and the rest as long as usual', () => {
  const text = JSON.stringify({ host: { leaseMs: 1000 }, engine: { retryMs: 20 } })
  expect(givenWaits({ CARTOGRAPH_WAITS: text })).toStrictEqual({
    host: { leaseMs: 1000 },
    engine: { ...defaultWaits, retryMs: 20 },
  })
})

test.each(['', '{', '{"host":{"leaseMs":"1s"},"engine":{}}', '{"host":{"lease":1},"engine":{}}'])(
  'a variable that says %j is refused',
  (text) => {
    expect(() => givenWaits({ CARTOGRAPH_WAITS: text })).toThrow(
      'The environment variable CARTOGRAPH_WAITS cannot be used.',
    )
  },
)
