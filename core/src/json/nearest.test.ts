import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const names = ['email', 'phone', 'firstName', 'total', 'id']

test.each([
  ['emial', 'email'],
  ['Email', 'email'],
  ['totl', 'total'],
  ['first_name', 'firstName'],
  ['di', 'id'],
])('%s is probably %s', (wrong, meant) => {
  expect(nearest(wrong, names)).toBe(meant)
})

test('a name that resembles none has no proposal', () => {
  expect(nearest('warehouse', names)).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
