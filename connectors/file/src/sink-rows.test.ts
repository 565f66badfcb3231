import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys, sinkRow } from './sink-rows.ts'

test('keys are compared as their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})

test('a sign beyond U+FFFF comes after one below it, though its UTF-16 units are less', () => {
  expect(compareKeys('😀', '\uFF5E')).toBeGreaterThan(0)
})

const keyColumn = (key: string, columns: Readonly<Record<string, string | number>>) =>
  sinkRow({ key, columns }).entries[0]?.[0]

test('the key column comes first: the first one that holds the key, id, or the only one', () => {
  expect(keyColumn('7', { number: '7', id: '7' })).toBe('number')
  expect(keyColumn('7', { email: 'x', id: 7, number: '7' })).toBe('id')
  expect(keyColumn('7', { email: 'x', number: '7' })).toBe('number')
})

test('without a column that holds the key the item is refused', () => {
  expect(() => sinkRow({ key: '7', columns: { id: '8' } })).toThrow('No column holds the key')
  expect(() => sinkRow({ key: '7', columns: { x: '1', a: '7', b: '7' } })).toThrow(
    'Several columns',
  )
})
