import { expect, test } from 'vitest'
import { formatProblem, pathText, plainProblem } from './problem.ts'

const problem = {
  file: '/shop/cartograph.yaml',
  line: 12,
  column: 3,
  path: ['connections', 'shop', 'schedul'],
  severity: 'warning',
  message: 'unknown key',
  hint: 'Write schedule.',
  excerpt: '\tschedul: x',
} as const

test('a problem has its place first, then the line with a caret that keeps the tabs, then the hint', () => {
  expect(formatProblem(problem, '/shop').split('\n')).toStrictEqual([
    'cartograph.yaml:12:3  warning: connections.shop.schedul: unknown key',
    '  12 | \tschedul: x',
    '     | \t ^',
    '  Write schedule.',
  ])
  expect(formatProblem({ ...problem, path: [] }, '/other')).toContain(
    '/shop/cartograph.yaml:12:3  warning: unknown key',
  )
})

test('a problem as data has no line of the file', () => {
  const { excerpt: _excerpt, ...rest } = problem
  expect(plainProblem(problem)).toStrictEqual(rest)
})

test.each([
  [[], ''],
  [['a', 0, 'b-c'], 'a[0].b-c'],
  [['a b', '$string'], '["a b"].$string'],
])('the path %j reads %s', (path, text) => {
  expect(pathText(path)).toBe(text)
})
