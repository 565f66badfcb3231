import { expect, test } from 'vitest'
import { isPassing, replyOf } from './reply.ts'

test('a reply of several lines is one line, without addresses of people', () => {
  expect(
    replyOf('550-5.1.1 <anna@shop.example>: no such user\r\n550 5.1.1 at this server'),
  ).toStrictEqual({
    code: 550,
    words: '550-5.1.1 [address]: no such user at this server',
  })
})

test('a reply is cut, and control characters are gone', () => {
  const reply = replyOf(`451 \u0007${'x'.repeat(500)}`)
  expect(reply?.words).toHaveLength(200)
  expect(reply && isPassing(reply)).toBe(true)
})

test.each([undefined, '', 'hello'])('%j is no reply', (text) => {
  expect(replyOf(text)).toBe(undefined)
})
