import { describe, expect, test } from 'vitest'
import { settings } from './settings.ts'

const good = {
  url: 'https://shop.example',
  consumerKey: 'ck_1',
  consumerSecret: 'cs_1',
}

function issues(change: object) {
  const result = settings.safeParse({ ...good, ...change })
  return (result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message])
}

test('an address, a key and its secret are enough', () => {
  expect(issues({})).toStrictEqual([])
  expect(issues({ url: 'http://localhost:8080/butik' })).toStrictEqual([])
})

describe('mistakes say what was expected', () => {
  test.each([
    ['an address without its scheme', { url: 'shop.example' }, 'url', /https:\/\/ before it/],
    ['an address that is none', { url: 'https://' }, 'url', /an address such as/],
    ['an address with a password', { url: 'https://a:b@shop.example' }, 'url', /without a user/],
    ['an address with a query', { url: 'https://shop.example/?p=1' }, 'url', /without \? and #/],
    ['the address of the API', { url: 'https://shop.example/wp-json/' }, 'url', /front page/],
    ['the secret as key', { consumerKey: 'cs_1' }, 'consumerKey', /begins with ck_/],
    ['the key as secret', { consumerSecret: 'ck_1' }, 'consumerSecret', /begins with cs_/],
    ['a day that is none', { startDate: '2025-02-30' }, 'startDate', /a day such as/],
    [
      'the query over http',
      { url: 'http://shop.example', authentication: 'query' },
      'authentication',
      /signatures only/,
    ],
    [
      'drafts that are wanted and not',
      { statuses: ['checkout-draft'], drafts: false },
      'drafts',
      /drafts: true/,
    ],
    ['pages that are too large', { pageSize: 101 }, 'pageSize', /100/],
    ['a name that is none', { colour: 'red' }, '', /colour/],
  ])('%s', (_what, change, path, message) => {
    const [issue] = issues(change)
    expect(issue?.[0]).toBe(path)
    expect(issue?.[1]).toMatch(message)
  })
})

test('no message holds what was written in place of a secret', () => {
  expect(
    JSON.stringify(issues({ consumerSecret: 'topsecret', consumerKey: 'topsecret' })),
  ).not.toContain('topsecret')
})

test('both secrets are marked as such', () => {
  const { properties } = settings.toJSONSchema()
  expect(properties?.['consumerSecret']).toMatchObject({ secret: true })
  expect(properties?.['webhookSecret']).toMatchObject({ secret: true })
})
