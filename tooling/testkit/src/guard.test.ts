import { expect, test } from 'vitest'
import { unwatched, watched, type Trespass } from './guard.ts'

function trespassesOf(work: () => unknown): readonly string[] {
  const found: Trespass[] = []
  watched(found, work)
  return found.map(({ kind }) => kind)
}

test('the clock, timers and the platform’s fetch are noticed while a connector runs', () => {
  expect(trespassesOf(() => Date.now())).toStrictEqual(['clock'])
  expect(trespassesOf(() => new Date())).toStrictEqual(['clock'])
  expect(trespassesOf(() => clearTimeout(setTimeout(() => {}, 1)))).toStrictEqual(['timer'])
  expect(
    trespassesOf(() => {
      fetch('http://127.0.0.1:9/').catch(() => {})
    }),
  ).toContain('network')
})

test('a date that is made of an instant looks at no clock', () => {
  expect(trespassesOf(() => new Date(0).toISOString())).toStrictEqual([])
})

test('what the host does for a connector, and what runs outside, is not noticed', () => {
  expect(trespassesOf(() => unwatched(() => Date.now()))).toStrictEqual([])
  expect(Date.now()).toBeGreaterThan(0)
})
