import { expect, test } from 'vitest'
import { shareAddress } from './share-address.ts'

test('the address says what is shown, and how it looks', () => {
  expect(
    shareAddress({ pathname: '/share/abc', search: '?theme=dark&language=de' }, ['fr']),
  ).toStrictEqual({ token: 'abc', theme: 'dark', language: 'de' })
})

test('what it does not say is as the browser is set to, and so is what is not understood', () => {
  const usual = { token: 'abc', theme: 'system', language: 'fr' }
  expect(shareAddress({ pathname: '/share/abc', search: '' }, ['fr'])).toStrictEqual(usual)
  expect(
    shareAddress({ pathname: '/share/abc', search: '?theme=auto&language=xx' }, ['fr']),
  ).toStrictEqual(usual)
})
