import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { altered, withWrongSecrets } from './wrong-settings.ts'

test('an altered secret is another one of the same form', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^sk_[a-z]{4}_[0-9a-f]{8}$/), (secret) => {
      expect(altered(secret)).toMatch(/^sk_[a-z]{4}_[0-9a-f]{8}$/)
      expect(altered(secret)).not.toBe(secret)
    }),
  )
})

test('only the secrets change, wherever they stand', () => {
  const settings = { url: 'https://a.example', keys: [{ id: 1, token: 'abc123' }] }
  const secrets = [{ path: ['keys', '0', 'token'], value: 'abc123' }]
  expect(withWrongSecrets(settings, secrets)).toStrictEqual({
    url: 'https://a.example',
    keys: [{ id: 1, token: 'bcd234' }],
  })
})
