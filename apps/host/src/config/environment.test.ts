import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOnlyPlaceholders, secretsIn, substitute, variablesIn } from './environment.ts'

const environment = {
  KEY: 'secret',
  EMPTY: '',
  TRICK: '${env:KEY}',
  'secret:shop.key': 'cs_1',
}

test.each([
  ['${env:KEY}', 'secret'],
  ['Bearer ${env:KEY}!', 'Bearer secret!'],
  ['${env:KEY}${env:KEY}', 'secretsecret'],
  ['$${env:KEY}', '${env:KEY}'],
  ['$$${env:KEY}', '$${env:KEY}'],
  ['${env:EMPTY}', ''],
  ['Bearer ${secret:shop.key}', 'Bearer cs_1'],
  ['$${secret:shop.key}', '${secret:shop.key}'],
  ['${env:TRICK}', '${env:KEY}'],
  ['$.billing.email', '$.billing.email'],
])('%s becomes %s', (text, expected) => {
  expect(substitute({ list: [text] }, environment)).toStrictEqual({
    value: { list: [expected] },
    missing: [],
    unknown: [],
  })
})

test('every missing variable is told with its place', () => {
  expect(substitute({ a: ['x', '${env:ONE}-${env:TWO}'] }, {}).missing).toStrictEqual([
    { name: 'ONE', path: ['a', 1] },
    { name: 'TWO', path: ['a', 1] },
  ])
})

test.each([
  '${KEY}',
  '${env:}',
  '${env:1A}',
  '${}',
  '${file:x}',
  '${secret:}',
  '${secret:-a}',
  '${env:secret:shop}',
])('%s is a placeholder of an unknown form', (text) => {
  expect(substitute(text, environment).unknown).toStrictEqual([{ text, path: [] }])
})

test('text without placeholders and every other value stay as they are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('${'))
      expect(substitute(value, environment).value).toStrictEqual(value)
    }),
  )
})

test('any text survives when its placeholders are escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'e', ':', 'K') }), (text) => {
      fc.pre(!text.includes('$${'))
      expect(substitute(text.replaceAll('${', '$${'), environment).value).toBe(text)
    }),
  )
})

test('the variables of a text are known, and whether there is anything else in it', () => {
  expect(
    variablesIn('a ${env:KEY} ${env:EMPTY} ${env:NONE} $${env:KEY}', environment),
  ).toStrictEqual(['secret'])
  expect(isOnlyPlaceholders('"${env:KEY}"')).toBe(true)
  expect(isOnlyPlaceholders('"${env:KEY}x"')).toBe(false)
  expect(isOnlyPlaceholders('')).toBe(false)
  expect(isOnlyPlaceholders('${secret:shop.key}')).toBe(true)
})

test('secrets that a value takes are known by their names, each once', () => {
  const value = { a: ['${secret:one} ${secret:two}', '$${secret:three}'], b: '${secret:one}' }
  expect(secretsIn(value)).toStrictEqual(['one', 'two'])
})

test('a secret that is not kept is missing with its place', () => {
  expect(substitute({ a: '${secret:gone}' }, environment).missing).toStrictEqual([
    { name: 'secret:gone', path: ['a'] },
  ])
})
