import type { Cassette } from '@cartograph/host'
import { expect, test } from 'vitest'
import { shapeDifferences } from './shapes.ts'

const recording = (url: string, body: unknown): Cassette => ({
  version: 1,
  recordedAt: '2026-11-25T12:00:00.000Z',
  exchanges: [
    {
      request: { method: 'GET', url },
      response: { status: 200, headers: {}, body: JSON.stringify(body) },
    },
  ],
})

test('other values in the same form are no drift', () => {
  const before = recording('https://a.example/v1/orders/1', { data: [{ id: 1, note: 'a' }] })
  const after = recording('https://a.example/v1/orders/27', {
    data: [
      { id: 9, note: 'b' },
      { id: 3, note: '' },
    ],
  })
  expect(shapeDifferences(before, after)).toStrictEqual([])
})

test('a field that came, went or changed its type is named with its place', () => {
  const before = recording('https://a.example/v1/orders', {
    data: [{ id: 1, total: '1.00', old: true }],
  })
  const after = recording('https://a.example/v1/orders', {
    data: [{ id: 1, total: 100, fresh: null }],
  })
  const route = 'GET /v1/orders 200'
  expect(shapeDifferences(before, after)).toStrictEqual([
    { route, path: 'data[].fresh', after: 'null' },
    { route, path: 'data[].old', before: 'boolean' },
    { route, path: 'data[].total', before: 'string', after: 'number' },
  ])
})

test('a route that only one recording holds says nothing', () => {
  expect(
    shapeDifferences(
      recording('https://a.example/one', { id: 1 }),
      recording('https://a.example/other', { id: 'a' }),
    ),
  ).toStrictEqual([])
})
