import { expect, test } from 'vitest'
import { sourceFiles, withImports } from './code-blocks.ts'

test('blocks of one file stand together, and a block without a name is a file by itself', () => {
  const page = [
    '```ts a.ts\none\n```',
    '```yaml\nno: code\n```',
    '```ts\ntwo\n```',
    '```ts a.ts\nthree\n```',
  ].join('\n\n')
  expect([...sourceFiles(page)]).toStrictEqual([
    ['a.ts', 'one\nthree\n'],
    ['block-2.ts', 'two\n'],
  ])
})

test('code gets the names that it uses, and neither those it makes nor those it imports', () => {
  const code = `import { json } from '@cartograph/core'\nconst ask = json(z, stream) as Order\n`
  expect(withImports(code, ['Order', 'ask', 'json', 'page', 'stream', 'z'], './prelude.ts')).toBe(
    `import { type Order, stream, z } from "./prelude.ts"\n${code}`,
  )
})
