import { expect, test } from 'vitest'
import { isNoAddress, isPassing, replyOf } from './reply.ts'

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

test.each([
  ['550 5.1.1 No such user', true],
  ['550-5.2.1 Mailbox disabled\r\n550 5.2.1 for good', true],
  ['550 No such user', true],
  ['551 User not local', true],
  ['550 5.7.1 Relaying denied', false],
  ['552 5.2.2 Mailbox full', false],
  ['450 4.1.1 Not now', false],
])('"%s" says of an address that nobody is there: %s', (response, isGone) => {
  const reply = replyOf(response)
  expect(reply && isNoAddress(reply)).toBe(isGone)
})
