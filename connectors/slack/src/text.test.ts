import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownText } from './text.ts'

test('signs that mean something to Slack are shown as they are', () => {
  expect(shownText('Fish & <chips> *bold* <!channel>')).toBe(
    'Fish &amp; &lt;chips&gt; *bold* &lt;!channel&gt;',
  )
})

test('text that is written for Slack stays as it is', () => {
  expect(shownText('<https://shop.example|Order 7> & more', true)).toBe(
    '<https://shop.example|Order 7> & more',
  )
})

test('what is too long is cut, with a note of how much is missing', () => {
  const shown = shownText('x'.repeat(41_000))
  expect(shown).toHaveLength(39_940 + '\n_… 1060 more characters were cut off_'.length)
  expect(shown.endsWith('x\n_… 1060 more characters were cut off_')).toBe(true)
})

test('a text of the greatest length is whole', () => {
  expect(shownText('x'.repeat(40_000))).toBe('x'.repeat(40_000))
})

test('whatever it says, it is never longer than Slack takes, and nothing in it is cut in two', () => {
  const long = fc
    .array(fc.constantFrom('&', '<', 'x', '🙂', '\n'), { minLength: 1, maxLength: 40 })
    .map((signs) => signs.join('').repeat(2_000))
  fc.assert(
    fc.property(long, (text) => {
      const shown = shownText(text)
      expect(shown.length).toBeLessThanOrEqual(40_000)
      expect(shown).toMatch(/^(?:&amp;|&lt;|[^&<>\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$/)
    }),
    { numRuns: 20 },
  )
})
