import { expect, test } from 'vitest'
import { chosenCoding } from './accepted-encoding.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['BR;Q=0.5', 'br'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0.5, br;q=0', 'gzip'],
  ['identity, gzip;q=0.2', 'identity'],
  ['deflate', 'identity'],
  ['*;q=0', 'identity'],
] as const)('who accepts %j is sent %s', (accepted, coding) => {
  expect(chosenCoding(accepted)).toBe(coding)
})
