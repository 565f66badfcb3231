import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleared } from './customer-body.ts'
import { localeOf, countryName } from './locale.ts'
import { changeTo, filled, together, type Tree } from './plain-data.ts'
import { retryAfterOf } from './retry-after.ts'
import { instantMs } from './shown-customer.ts'
import { vendorWords } from './vendor-words.ts'

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()))
const branch = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Tree> =>
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3 })
const tree = branch(fc.oneof(leaf, branch(fc.oneof(leaf, branch(leaf)))))

test('what is changed by what differs is as it was wanted, and then nothing differs', () => {
  fc.assert(
    fc.property(tree, tree, (current, wanted) => {
      const after = together(current, changeTo(current, wanted))
      expect(changeTo(after, wanted)).toStrictEqual({})
    }),
  )
})

test('what is not wanted stays', () => {
  expect(
    together({ a: { b: 1, c: 2 } }, changeTo({ a: { b: 1, c: 2 } }, { a: { b: 3 } })),
  ).toStrictEqual({ a: { b: 3, c: 2 } })
})

test('nothing that is null or empty of data is left, and false, zero and blank text are', () => {
  expect(filled({ a: null, b: { c: null }, d: [null, 1], e: false, f: 0, g: '' })).toStrictEqual({
    d: [1],
    e: false,
    f: 0,
    g: '',
  })
})

test('only what holds something is emptied', () => {
  const current = { base: { contacts: { fax: '+39021', phone: null } }, extra: null }
  expect(cleared(current, ['base.contacts.fax', 'base.contacts.phone', 'extra'])).toStrictEqual({
    base: { contacts: { fax: null } },
  })
})

test.each([
  ['it-IT', undefined, 'it_IT'],
  ['it', 'IT', 'it_IT'],
  ['zh-Hans-CN', undefined, 'zh_CN'],
  ['it', undefined, undefined],
  ['Italian', 'IT', undefined],
])('the language %s in %s is the locale %s', (language, country, locale) => {
  expect(localeOf(language, country)).toBe(locale)
})

test('a country that is none keeps its text', () => {
  expect([countryName('IT'), countryName('ITALIA')]).toStrictEqual(['Italy', 'ITALIA'])
})

test.each([
  '2017-03-08T11:41:45.567+0000',
  '2017-03-08T11:41:45.567Z',
  '2017-03-08T12:41:45.567+01:00',
])('the instant %s is read, however its offset is written', (text) => {
  expect(instantMs(text)).toBe(Date.UTC(2017, 2, 8, 11, 41, 45, 567))
})

test('a refusal is told without anybody’s address or number, and ids stay', () => {
  const id = 'c0000000-0000-4000-8000-000000000001'
  const body = {
    message: `Conflict with exiting customer ${id}`,
    errors: [{ path: '/base', message: 'giulia@example.com and +393331234567 are taken' }],
  }
  expect(vendorWords(body)).toBe(
    `Conflict with exiting customer ${id}; /base: [address] and [number] are taken`,
  )
  expect(vendorWords('<html>')).toBe('it does not say why')
})

const answer = (status: number, headers = {}) => new Response(null, { status, headers })

test('while the index is rebuilt everybody waits, unless the answer says how long', () => {
  expect([
    retryAfterOf(answer(423)),
    retryAfterOf(answer(423, { 'retry-after': '5' })),
    retryAfterOf(answer(429)),
  ]).toStrictEqual([5_000, undefined, undefined])
})
