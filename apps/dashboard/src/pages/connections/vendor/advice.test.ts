import { expect, test } from 'vitest'
import { adviceIn } from './advice.ts'

test('what stands below the first line is to be copied', () => {
  expect(adviceIn('Put it into the head:\n<script>\n  go()\n</script>\n')).toStrictEqual({
    text: 'Put it into the head:',
    code: '<script>\n  go()\n</script>',
  })
})

test('a sentence alone has nothing to copy', () => {
  expect([adviceIn('Ask the support.'), adviceIn('Ask the support.\n')]).toStrictEqual([
    { text: 'Ask the support.' },
    { text: 'Ask the support.' },
  ])
})
