import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mappingText, readMappingText, readRule, ruleText } from './rule-text.ts'

test('a rule is written in one line, as in a file', () => {
  expect([
    ruleText('$.billing.email'),
    ruleText({ $money: '$.total', currency: 'EUR' }),
    ruleText(undefined),
  ]).toStrictEqual(['$.billing.email', '{ $money: $.total, currency: EUR }', ''])
})

test('whatever a rule is, its text says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const rule: unknown = JSON.parse(JSON.stringify(value))
      expect(readRule(ruleText(rule))).toStrictEqual({ rule })
    }),
  )
})

test('what is no rule is told in a line', () => {
  expect(readRule('{ $money: ')).toStrictEqual({ problem: expect.stringMatching(/^[^\n]+$/u) })
  expect(readRule('  ')).toBeUndefined()
})

test('a whole mapping is read from YAML and from JSON', () => {
  const mapping = { id: 'order', fields: { id: '$.id' } }
  expect([
    readMappingText(mappingText(mapping)),
    readMappingText(JSON.stringify(mapping)),
  ]).toStrictEqual([{ mapping }, { mapping }])
})

test('a text without fields is no mapping', () => {
  expect(readMappingText('id: order')).toStrictEqual({ problem: '' })
})
