import { expect, test } from 'vitest'
import { budgetOwner, isLive, settings } from './settings.ts'

const words = (value: object) =>
  settings.safeParse(value).error?.issues.map(({ message }) => message)

test.each(['sk_live_abc', 'sk_test_abc', 'rk_live_abc', 'rk_test_51AbC_d'])(
  '%s is a key',
  (secretKey) => {
    expect(settings.parse({ secretKey })).toStrictEqual({ secretKey, orders: 'checkout' })
  },
)

test('a publishable key is refused with words', () => {
  expect(words({ secretKey: 'pk_live_abc' })).toStrictEqual([
    'expected a secret or restricted key (sk_ or rk_); this is the publishable key, which may read nothing',
  ])
})

test('the secret of a webhook is told from a key', () => {
  expect(words({ secretKey: 'whsec_abc' })).toStrictEqual([
    'expected a secret or restricted key (sk_ or rk_); this is the secret of a webhook',
  ])
})

test.each([
  { secretKey: 'live_abc' },
  { secretKey: 'sk_live_a b' },
  { secretKey: 'sk_live_a', account: 'cus_1' },
  { secretKey: 'sk_live_a', orders: 'all' },
  { secretKey: 'sk_live_a', startDate: '2025-13-01' },
  { secretKey: 'sk_live_a', testClocks: ['cus_1'] },
  { secretKey: 'sk_live_a', webhookSecrets: ['whsec_ '] },
  { secretKey: 'sk_live_a', currencyDecimals: { UGX: 4 } },
  { secretKey: 'sk_live_a', currencyDecimals: { ugx: 2 } },
  { secretKey: 'sk_live_a', apiBase: 'http://127.0.0.1:1/v1' },
  { secretKey: 'sk_live_a', apiKey: 'sk_live_a' },
])('%j is refused', (value) => {
  expect(settings.safeParse(value).success).toBe(false)
})

test.each([
  ['sk_live_a', true],
  ['rk_live_a', true],
  ['sk_test_live', false],
])('the mode is the one that the key %s names', (secretKey, live) => {
  expect(isLive(settings.parse({ secretKey }))).toBe(live)
})

function owner(secretKey: string, account?: string): string {
  return budgetOwner(settings.parse({ secretKey, account }))
}

test('two keys of one account share a budget, in one mode alone, also where they read connected accounts', () => {
  const own = owner('sk_live_51AbCdEfGhIjKlMnXXXXXXXX')
  expect(owner('rk_live_51AbCdEfGhIjKlMnYYYYYYYY')).toBe(own)
  expect(owner('rk_test_51AbCdEfGhIjKlMnYYYYYYYY')).not.toBe(own)
  expect(owner('rk_live_51BbCdEfGhIjKlMnYYYYYYYY')).not.toBe(own)
  expect(owner('sk_live_51AbCdEfGhIjKlMnXXXXXXXX', 'acct_1')).toBe(own)
})

test('what names a budget says nothing of the key', () => {
  const secretKey = 'sk_live_51AbCdEfGhIjKlMnXXXXXXXX'
  expect(owner(secretKey)).toMatch(/^stripe [\da-f]{16}$/)
})
