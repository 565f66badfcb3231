import { expect, test } from 'vitest'
import { frozen } from './frozen.ts'

test('objects and lists are frozen all the way down', () => {
  const value = frozen({ shop: { tags: ['a'] } })
  expect(() => value.shop.tags.push('b')).toThrow(TypeError)
  expect(() => Object.assign(value.shop, { url: '' })).toThrow(TypeError)
})

test('what is no plain data is left alone', () => {
  const date = new Date(0)
  expect(Object.isFrozen(frozen({ date }).date)).toBe(false)
})

test('a value that holds itself ends', () => {
  const value: { self?: object } = {}
  value.self = value
  expect(Object.isFrozen(frozen(value))).toBe(true)
})
