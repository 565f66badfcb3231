import { expect, test } from 'vitest'
import { defaultIdentity } from '../../config/index.ts'
import { identifierOf, isIgnored } from './identifier.ts'

test('text that is too long for an identifier is none', () => {
  expect(identifierOf('card', 'A'.repeat(201), [])).toBeUndefined()
  expect(identifierOf('card', ` ${'A'.repeat(200)} `, [])?.value).toHaveLength(200)
})

test.each([undefined, null, '', '  ', true, {}])('%o is no identifier', (value) => {
  expect(identifierOf('card', value, [])).toBeUndefined()
})

test('a number is taken as it is written', () => {
  expect(identifierOf('card', 17, [])).toStrictEqual({ namespace: 'card', value: '17' })
})

test('the first country that makes a number valid is taken', () => {
  expect(identifierOf('phone', '20 12 34 56', [undefined, 'GB', 'DK'])?.value).toBe('+4520123456')
  expect(identifierOf('phone', '20 12 34 56', [])).toBeUndefined()
})

test('values and domains that belong to nobody in particular are ignored, whatever their case', () => {
  const settings = {
    ...defaultIdentity,
    ignored: new Map([['email', ['Shop@nordlys.example', '@marketplace.example']]]),
  }
  const ignored = (value: string) => isIgnored({ namespace: 'email', value }, settings)
  expect(
    ['shop@nordlys.example', 'x@Marketplace.example', 'ida@nordlys.example'].map(ignored),
  ).toStrictEqual([true, true, false])
  expect(isIgnored({ namespace: 'card', value: 'shop@nordlys.example' }, settings)).toBe(false)
})
