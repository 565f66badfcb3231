import type { Fault } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { troubleStep, verdictOf, type ConnectionVerdict } from './connection-verdict.ts'

const hourMs = 3_600_000
const options = { now: 100 * hourMs, againMs: 24 * hourMs }
const failing = (kind: Fault['kind']): Fault => ({ $fault: 'v1', kind, message: `It is ${kind}.` })
const fails = (kind: Fault['kind']): ConnectionVerdict =>
  verdictOf([{ part: 'orders', fault: failing(kind) }])
const trouble = (since: number, toldAt?: number) => ({
  connection: 'shop',
  since: since * hourMs,
  toldAt: toldAt === undefined ? undefined : toldAt * hourMs,
})

test('a connection of which nothing ran is neither well nor failing', () => {
  expect(verdictOf([])).toStrictEqual({ state: 'unknown' })
})

test('of several parts that fail it is told of the one that needs somebody', () => {
  const verdict = verdictOf([
    { part: 'orders', fault: failing('transient') },
    { part: 'customers' },
    { part: 'products', fault: failing('auth') },
  ])
  expect(verdict).toStrictEqual({
    state: 'fails',
    part: 'products',
    fault: failing('auth'),
    needsSomebody: true,
  })
})

test.each(['auth', 'permission', 'config', 'contract', 'record', 'notFound', 'conflict'] as const)(
  'a fault of the kind %s is told at once',
  (kind) => {
    expect(troubleStep('shop', undefined, fails(kind), options)).toStrictEqual({
      trouble: trouble(100, 100),
      tells: 'fails',
    })
  },
)

test.each(['transient', 'rateLimit'] as const)(
  'a fault of the kind %s is told once it has lasted for an hour',
  (kind) => {
    const steps = [undefined, trouble(99.5), trouble(99)].map((before) =>
      troubleStep('shop', before, fails(kind), options),
    )
    expect(steps).toStrictEqual([
      { trouble: trouble(100) },
      { trouble: trouble(99.5) },
      { trouble: trouble(99, 100), tells: 'fails' },
    ])
  },
)

test('what was told is told again only after a while', () => {
  const steps = [trouble(70, 77), trouble(70, 76)].map(
    (before) => troubleStep('shop', before, fails('auth'), options).tells,
  )
  expect(steps).toStrictEqual([undefined, 'fails'])
})

test('that it works again is told to whoever was told that it did not', () => {
  const steps = [undefined, trouble(99), trouble(99, 99)].map((before) =>
    troubleStep('shop', before, { state: 'works' }, options),
  )
  expect(steps).toStrictEqual([{}, {}, { tells: 'works' }])
})

test('while nothing is known, nothing changes', () => {
  expect(troubleStep('shop', trouble(1, 2), { state: 'unknown' }, options)).toStrictEqual({
    trouble: trouble(1, 2),
  })
})

test('whatever happens, each end is told after a failure that was told, and failures lie far enough apart', () => {
  const anyVerdict = fc.constantFrom<ConnectionVerdict>(
    fails('auth'),
    fails('transient'),
    { state: 'works' },
    { state: 'unknown' },
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyVerdict, fc.integer({ min: 1, max: 40 * hourMs })), { maxLength: 40 }),
      (rounds) => {
        let now = 0
        let before: ReturnType<typeof trouble> | undefined
        let toldAt: number | undefined
        for (const [verdict, passed] of rounds) {
          now += passed
          const step = troubleStep('shop', before, verdict, { now, againMs: options.againMs })
          const distanceMs = toldAt === undefined ? undefined : now - toldAt
          const isWrong =
            (step.tells === 'works' && distanceMs === undefined) ||
            (step.tells === 'fails' && distanceMs !== undefined && distanceMs < options.againMs)
          expect(isWrong).toBe(false)
          if (step.tells !== undefined) toldAt = step.tells === 'fails' ? now : undefined
          before = step.trouble === undefined ? undefined : { ...step.trouble }
          expect(before?.toldAt).toBe(toldAt)
        }
      },
    ),
  )
})
