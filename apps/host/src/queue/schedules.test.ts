import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { latestInstant, nextInstant } from './index.ts'

const copenhagen = (rule: string) => ({ rule, zone: 'Europe/Copenhagen' })
const at = (text: string) => Date.parse(text)
const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString()

function instants(rule: string, from: string, to: string): readonly (string | undefined)[] {
  const found: (string | undefined)[] = []
  for (let next = nextInstant(copenhagen(rule), at(from)); next !== undefined && next < at(to);) {
    found.push(iso(next))
    next = nextInstant(copenhagen(rule), next)
  }
  return found
}

test('a time that the clocks jump over is met at the next instant, once', () => {
  expect(instants('30 2 * * *', '2026-03-27T12:00:00Z', '2026-03-31T00:00:00Z')).toStrictEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ])
})

test('a time that comes twice is met once', () => {
  expect(instants('30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-27T00:00:00Z')).toStrictEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
})

test('every half an hour goes on after the hour that comes twice', () => {
  expect(instants('*/30 * * * *', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z')).toStrictEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T02:00:00.000Z',
    '2026-10-25T02:30:00.000Z',
  ])
})

test('every half an hour meets each instant of the night without an hour once', () => {
  expect(instants('*/30 * * * *', '2026-03-29T00:00:00Z', '2026-03-29T02:30:00Z')).toStrictEqual([
    '2026-03-29T00:30:00.000Z',
    '2026-03-29T01:00:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T02:00:00.000Z',
  ])
})

test('a day that never comes has no instant', () => {
  expect(nextInstant({ rule: '0 0 30 2 *', zone: 'UTC' }, 0)).toBeUndefined()
})

const rules = fastCheck.constantFrom('*/5 * * * *', '30 2 * * *', '15 */2 * * *', '0 3 1 * *')
const zones = fastCheck.constantFrom(
  'UTC',
  'Europe/Copenhagen',
  'America/New_York',
  'Australia/Lord_Howe',
)
const year = fastCheck.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') })

test('the next instant is always later, and at most a month away', () => {
  fastCheck.assert(
    fastCheck.property(rules, zones, year, (rule, zone, after) => {
      const next = nextInstant({ rule, zone }, after) ?? 0
      expect(next).toBeGreaterThan(after)
      expect(next - after).toBeLessThan(32 * 86_400_000)
    }),
  )
})

test('of the instants that were missed the latest is given, and never one that is to come', () => {
  fastCheck.assert(
    fastCheck.property(
      rules,
      zones,
      year,
      fastCheck.nat(40 * 86_400_000),
      (rule, zone, from, wait) => {
        const first = nextInstant({ rule, zone }, from) ?? 0
        const now = first + wait
        const latest = latestInstant({ rule, zone }, first, now)
        expect(latest).toBeGreaterThanOrEqual(first)
        expect(latest).toBeLessThanOrEqual(now)
      },
    ),
  )
})

test('of the nights of a week that were missed the last is given', () => {
  const rule = { rule: '0 3 * * *', zone: 'UTC' }
  expect(iso(latestInstant(rule, at('2026-11-02T03:00:00Z'), at('2026-11-09T12:00:00Z')))).toBe(
    '2026-11-09T03:00:00.000Z',
  )
})
