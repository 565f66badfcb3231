import { expect, test } from 'vitest'
import { redactor } from './redaction.ts'

test('a secret is hidden as it is, in a URL and in JSON', () => {
  const secret = 'sk/live "1"+2'
  const redact = redactor([secret])
  for (const text of [secret, encodeURIComponent(secret), JSON.stringify({ secret })])
    expect(redact(`before ${text} after`)).not.toContain('live')
})

test('the longer of two secrets goes first, so that nothing of it stays', () => {
  expect(redactor(['token', 'token-long'])('token-long token')).toBe('[secret] [secret]')
})

test('a secret too short to be one hides nothing', () => {
  expect(redactor(['a'])('a banana')).toBe('a banana')
})
