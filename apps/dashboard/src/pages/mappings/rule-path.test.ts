import { expect, test } from 'vitest'
import { firstPath, withPath } from './rule-path.ts'

test('a rule reads the first path that stands in it', () => {
  expect([
    firstPath('$.id'),
    firstPath('{ $money: $.total, currency: $.currency }'),
    firstPath('web'),
    firstPath('$$5'),
    firstPath('{ $money'),
  ]).toStrictEqual(['$.id', '$.total', undefined, undefined, undefined])
})

test('another path takes the place of the first, and what is done with it stays', () => {
  expect([
    withPath('{ $money: $.total, currency: $.total }', '$.net'),
    withPath('$.id', '$.number'),
    withPath('', '$.number'),
    withPath('{ $cel: row.a }', '$.number'),
  ]).toStrictEqual(['{ $money: $.net, currency: $.total }', '$.number', '$.number', '$.number'])
})
