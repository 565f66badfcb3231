import { expect, test } from 'vitest'
import { emailOf, phoneOf } from './contact-text.ts'

test('an e-mail address is trimmed and in lower case', () => {
  expect(emailOf(' Ida.Holm@Example.COM ')).toBe('ida.holm@example.com')
})

test.each(['', 'none', 'a@b', 'a..b@example.com', 'two@at@example.com'])(
  '%o is no e-mail address',
  (text) => {
    expect(emailOf(text)).toBeUndefined()
  },
)

test('a national number takes the code of its country', () => {
  expect(phoneOf('20 12 34 56', 'DK')).toBe('+4520123456')
  expect(phoneOf('0045 20123456', 'Denmark')).toBe('+4520123456')
})

test('a national number without a country is none, and neither is one that cannot be dialled', () => {
  expect(phoneOf('20 12 34 56')).toBeUndefined()
  expect(phoneOf('12', 'DK')).toBeUndefined()
})
