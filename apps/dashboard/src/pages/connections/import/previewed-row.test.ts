import { expect, test } from 'vitest'
import { rowText, troublesIn } from './previewed-row.ts'

const field = (path: string, message?: string) => ({
  path: [path],
  sources: [],
  rule: null,
  changed: false,
  ...(message !== undefined && { problem: { kind: 'record' as const, message } }),
})

test('what is wrong with a row is told once each, with the field that it is about', () => {
  const items = [{ fields: [field('id'), field('total', 'no amount')] }]
  const problems = [{ kind: 'record' as const, message: 'no amount' }]
  expect(troublesIn({ items, problems })).toStrictEqual(['total: no amount', 'no amount'])
})

test('a row is told by its values; of lists only how many they hold', () => {
  const item = { id: 'T1', total: 600, brand: null, lines: [{}, {}] }
  expect(rowText({ items: [{ item, fields: [] }] })).toBe('id T1, total 600, lines (2)')
})
