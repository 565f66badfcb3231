import { expect, test } from 'vitest'
import { formatsIn } from './formats.ts'

const now = Date.UTC(2026, 10, 26, 12)

test('a time that is past or to come is told in the largest unit that fits', () => {
  const { ago } = formatsIn('en-GB')
  expect([
    ago(now - 90_000, now),
    ago(now + 7_200_000, now),
    ago(now - 86_400_000, now),
    ago(now, now),
  ]).toStrictEqual(['1 minute ago', 'in 2 hours', 'yesterday', 'now'])
})

test('sizes and durations are told in units that are easy to read', () => {
  const { bytes, duration } = formatsIn('en-GB')
  expect([
    bytes(0),
    bytes(15_400),
    duration(450),
    duration(5_250),
    duration(150_000),
    duration(36 * 3_600_000),
    duration(30 * 86_400_000),
  ]).toStrictEqual(['0 byte', '15.4 kB', '450 ms', '5.3 secs', '2.5 mins', '36 hrs', '30 days'])
})
