import { expect, test } from 'vitest'
import { mappingProblems } from '../testing/mapped.ts'

test('the default mappings fit what they read and what they make', () => {
  expect(mappingProblems()).toStrictEqual([])
})
