import { expect, test } from 'vitest'
import { limitMatcher } from './limit-match.ts'

const charges = 'https://api.stripe.com/v1/charges'

test('a limit without a pattern is about every request', () => {
  expect(limitMatcher('all', {})({ method: 'DELETE', url: charges })).toBe(true)
})

test('a limit is about its method and what its pattern matches', () => {
  const matches = limitMatcher('list', { match: 'GET https://api.stripe.com/v1/charges*' })
  expect(matches({ method: 'GET', url: `${charges}?limit=100` })).toBe(true)
  expect(matches({ method: 'POST', url: charges })).toBe(false)
  expect(matches({ method: 'GET', url: 'https://api.stripe.com/v1/refunds' })).toBe(false)
})

test('a star stands for every method', () => {
  const matches = limitMatcher('any', { match: '* https://*.example/*' })
  expect(matches({ method: 'PATCH', url: 'https://shop.example/orders' })).toBe(true)
})

test('what is no pattern is the mistake of the author', () => {
  expect(() => limitMatcher('odd', { match: 'GET https://[' })).toThrow(
    'The limit odd is about "https://[", which is no URL pattern.',
  )
})
