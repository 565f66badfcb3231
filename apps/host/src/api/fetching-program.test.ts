import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fetchingProgram } from './fetching-program.ts'

test.each([
  [undefined, 'unnamed'],
  ['', 'unnamed'],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot/2.1'],
  ['Mozilla/5.0', 'Mozilla/5.0'],
  ['FeedFetcher (ada@example.com)', 'FeedFetcher'],
  ['Fetcher/1.0 ada@example.com/2', 'Fetcher/1.0'],
  ['a/1 b/2 c/3 d/4', 'a/1 b/2 c/3'],
  ['ada@example.com', 'unnamed'],
])('%j is %s', (userAgent, program) => {
  expect(fetchingProgram(userAgent)).toBe(program)
})

test('whatever is sent, the name is short and holds no address', () => {
  fc.assert(
    fc.property(fc.string(), (userAgent) => {
      const program = fetchingProgram(userAgent)
      expect(program).toMatch(/^[\w./ -]{1,190}$/)
    }),
  )
})
