import { expect, test } from 'vitest'
import { troublesOf } from './connection-troubles.ts'

test('what is wrong with all streams of a connection is said once', () => {
  const fault = { message: 'The key is not good any more.' }
  const other = { message: 'The shop does not answer.', hint: 'Ask its owner.' }
  expect(
    troublesOf({ streams: [{ fault }, { fault: { ...fault } }, { fault: other }, {}] }),
  ).toStrictEqual([fault, other])
})
