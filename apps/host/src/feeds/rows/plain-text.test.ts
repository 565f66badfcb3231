import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText, visibleText } from './plain-text.ts'

test.each([
  ['tags go', '<b>Warm</b> &amp; <i class="a>b">light</i>', 'Warm & b">light'],
  ['paragraphs and breaks are lines', '<p>One</p><p>Two<br/>Three</p>', 'One\nTwo\nThree'],
  [
    'scripts and styles go with what is in them',
    'a<script>alert(1)</script>b<STYLE>x{}</STYLE>c',
    'abc',
  ],
  ['a script that never ends is text', 'a<script>alert(1)', 'aalert(1)'],
  ['entities are read once', '&lt;b&gt; &#8364;&#x20AC; &amp;lt; &oslash;', '<b> €€ &lt; ø'],
  ['an entity that nobody knows stays', '&nothing; &#99999999;', '&nothing; &#99999999;'],
  ['comparisons are no tags', 'a < b and c > d', 'a < b and c > d'],
  ['white space is one space', '  a \t b\u00a0 c  ', 'a b c'],
  ['control characters go', 'a\u0000b\u0007c\u009fd', 'abcd'],
])('%s', (_what, html, text) => {
  expect(plainText(html)).toBe(text)
})

test('whatever a name holds, what is left of it can be seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).toMatch(/^(?:\P{Cc}|[\n\t])*$/u)
      expect(plainText(text)).toBe(plainText(text).trim())
    }),
  )
})

test('a text of many beginnings of tags is read in one go', () => {
  expect(plainText('<script'.repeat(20_000))).toHaveLength(140_000)
})
