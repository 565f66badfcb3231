import { expect, test } from 'vitest'
import { mayBreak, nextBreaking } from './version-step.ts'

test.each([
  ['1.4.2', '2.0.0'],
  ['0.4.2', '0.5.0'],
  ['0.0.2', '0.0.3'],
  ['0.0.0', '0.0.1'],
])('after %s all may be different from %s on', (before, next) => {
  expect(nextBreaking(before)).toBe(next)
})

test.each([
  ['1.4.2', '2.0.0', true],
  ['1.4.2', '2.0.0-next.1', true],
  ['1.4.2', '3.1.0', true],
  ['1.4.2', '1.5.0', false],
  ['1.4.2', '1.4.2', false],
  ['2.0.0', '1.9.9', false],
  ['0.4.2', '0.5.0', true],
  ['0.4.2', '1.0.0', true],
  ['0.4.2', '0.4.3', false],
])('%s may be broken by %s: %s', (before, now, expected) => {
  expect(mayBreak(before, now)).toBe(expected)
})
