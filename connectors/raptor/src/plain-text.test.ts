import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.each([
  ['<p>Light <b>running</b>\njacket.</p><p>Warm.</p>', 'Light running jacket. Warm.'],
  [
    'Fish &amp; chips &lt;new&gt; &#8364;5 &#x1F642;&nbsp;&unknown;',
    'Fish & chips <new> €5 🙂 &unknown;',
  ],
  ['<script>alert(1)</script>a<style>b{}</style><!-- c -->d', 'a d'],
  ['2 < 3 and 4 > 3', '2 < 3 and 4 > 3'],
  ['cut <a href="x', 'cut'],
])('%s is %s', (html, text) => {
  expect(plainText(html)).toBe(text)
})

test('words without any mark-up stay as they are, but for spaces', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w ,.!åäö]*$/), (text) => {
      expect(plainText(text)).toBe(text.replaceAll(/\s+/g, ' ').trim())
    }),
  )
})
