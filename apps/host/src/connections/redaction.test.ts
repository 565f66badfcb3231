import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactor, textsOf } from './redaction.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a secret is hidden as it is, in a URL, in a form and in JSON', () => {
  const secret = 'sk/live "1"+2 3'
  const redact = redactor([secret])
  const form = new URLSearchParams({ key: secret }).toString()
  for (const text of [secret, encodeURIComponent(secret), form, JSON.stringify({ secret })])
    expect(redact(`before ${text} after`)).not.toContain('live')
})

test('a secret is hidden in Basic credentials, alone and beside a user that is no secret', () => {
  const redact = redactor(['cs_7d1'], ['https://shop.example', 'ck_1a2'])
  for (const text of ['cs_7d1:', 'ck_1a2:cs_7d1', 'cs_7d1'])
    expect(redact(`header ${base64(text)}.`)).toBe('header [secret].')
  expect(redact(encodeURIComponent(base64('ck_1a2:cs_7d1')))).not.toContain('Y2tf')
})

test('whatever stands behind Bearer or Basic is hidden, and what only speaks of them is not', () => {
  const redact = redactor([])
  expect(redact('authorization: Bearer eyJhbGciOi.J9.x')).toBe('authorization: Bearer [secret]')
  expect(redact('Basic authentication is switched off.')).toBe(
    'Basic authentication is switched off.',
  )
})

test('a query and a Link header show no credentials, also such as no setting holds', () => {
  const link =
    '<https://shop.example/orders?consumer_secret=cs_9&page=2&oauth_signature=a%3D>; rel="next"'
  expect(redactor([])(link)).toBe(
    '<https://shop.example/orders?consumer_secret=[secret]&page=2&oauth_signature=[secret]>; rel="next"',
  )
})

test('the longer of two secrets goes first, so that nothing of it stays', () => {
  expect(redactor(['token', 'token-long'])('token-long token')).toBe('[secret] [secret]')
})

test('a secret too short to be one hides nothing', () => {
  expect(redactor(['a'])('a banana')).toBe('a banana')
})

test('the texts of settings are found however deep they are', () => {
  expect(textsOf({ url: 'u', keys: [{ id: 'k' }, ''], limit: 3, none: null })).toStrictEqual([
    'u',
    'k',
  ])
})

test('no secret is shown, whatever it consists of and wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), (secret, around) => {
      fc.pre(!'[secret]'.includes(secret) && secret.trim().length >= 4)
      const redact = redactor([secret])
      for (const text of [secret, encodeURIComponent(secret), base64(secret)])
        expect(redact(`${around} ${text} `)).not.toContain(text)
    }),
  )
})
