import { expect, test } from 'vitest'
import { changeOf, goodWhen } from './change.ts'

test('a change is a share, new, or unknown', () => {
  expect(['0.25', '-1', 'new', undefined, 'gone'].map(changeOf)).toStrictEqual([
    0.25,
    -1,
    'new',
    undefined,
    undefined,
  ])
})

test('fewer refunds are good news, and more tax is neither', () => {
  expect(['net_sales', 'refunds', 'tax'].map(goodWhen)).toStrictEqual(['up', 'down', 'neither'])
})
