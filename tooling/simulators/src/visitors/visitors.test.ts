import { entities } from '@cartograph/core'
import { expect, test } from 'vitest'
import { happenings, visitorProducts, visitors } from './index.ts'

const startAt = Date.parse('2026-11-02T00:00:00Z')
const options = { seed: 1, count: 500, startAt, days: 7 }

test('the same seed gives the same visitors, and fewer are the first of more', () => {
  expect(visitors({ ...options, count: 50 })).toStrictEqual(visitors(options).slice(0, 50))
  expect(visitors({ ...options, seed: 2 })).not.toStrictEqual(visitors(options))
})

test('what is told is in the order in which it happened, and fits the model', () => {
  const told = happenings(visitors(options))
  const ats = told.map(({ at }) => at)
  expect(ats).toStrictEqual(ats.toSorted((a, b) => a - b))
  const misfits = [...told, ...visitorProducts].filter(
    ({ entity, id, row }) => !entities[entity].schema.safeParse({ id, ...row }).success,
  )
  expect(misfits).toStrictEqual([])
})

test('there is somebody of each kind', () => {
  const all = visitors(options)
  const kinds = [
    all.some(({ email }) => email === undefined),
    all.some(({ total }) => total < 0),
    all.some(({ isSoldOut }) => isSoldOut),
    all.some(({ hasAgreed }) => !hasAgreed),
    all.some(({ unsubscribesAt }) => unsubscribesAt !== undefined),
    all.some(({ emptiesAt }) => emptiesAt !== undefined),
    all.some(({ purchase }) => purchase?.where === 'till'),
    all.some(({ purchase }) => purchase?.refund !== undefined),
    all.some(({ touches }) => touches.length > 2),
  ]
  expect(kinds).toStrictEqual(kinds.map(() => true))
})
