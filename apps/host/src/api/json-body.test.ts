import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonBody } from './json-body.ts'

const bodyOf = (text: string) => jsonBody({ text: async () => text })
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test('a body is what it says, whatever brackets stand in its texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (value) => {
      const text = JSON.stringify(value)
      expect(await bodyOf(text)).toStrictEqual(JSON.parse(text))
    }),
  )
  const brackets = { text: `${'['.repeat(500)}"{\\` }
  expect(await bodyOf(JSON.stringify(brackets))).toStrictEqual(brackets)
})

test('nothing is an empty object, and what is no JSON is nothing', async () => {
  expect(await bodyOf(' \n')).toStrictEqual({})
  expect(await bodyOf('{"a":')).toBeUndefined()
})

test('what is nested deeper than anybody writes is nothing, however deep it is', async () => {
  expect(await bodyOf(nested(200))).toBeDefined()
  for (const levels of [201, 5000, 400_000]) expect(await bodyOf(nested(levels))).toBeUndefined()
  expect(await bodyOf(`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`)).toBeUndefined()
})
