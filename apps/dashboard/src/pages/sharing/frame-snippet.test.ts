import { expect, test } from 'vitest'
import { frameSnippet } from './frame-snippet.ts'

test('what frames a link is a whole element to copy', () => {
  expect(frameSnippet('https://data.example/share/abc', 'Sales')).toBe(
    '<iframe src="https://data.example/share/abc" title="Sales" width="100%" height="800" style="border: 0" loading="lazy"></iframe>',
  )
})

test('a title with markup in it is a title, and nothing that is done', () => {
  expect(frameSnippet('https://data.example/share/abc', '"><script>alert(1)</script>')).toContain(
    'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"',
  )
})
