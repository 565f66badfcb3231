import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestOf, versionHeader } from './request-of.ts'

test('what stands in the path and in the query is written so that it stays one part', () => {
  expect(
    requestOf('GET /api/customers/:id/timeline', {
      params: { id: 'a/b?c' },
      query: { limit: 50, before: undefined, node: 'dä' },
    }),
  ).toStrictEqual({
    method: 'GET',
    path: '/api/customers/a%2Fb%3Fc/timeline?limit=50&node=d%C3%A4',
  })
})

test('whatever an id is, the address has as many parts as the route', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
      const { path } = requestOf('GET /api/runs/:id/events', { params: { id } })
      const parts = new URL(path, 'http://host.example').pathname.split('/')
      // The two names that an address resolves by itself are no ids of ours.
      expect(parts.length === 5 || id === '.' || id === '..').toBe(true)
    }),
  )
})

test('a change says which version was seen, or that there was none', () => {
  expect([
    versionHeader({ version: 3 }),
    versionHeader({ version: 'new' }),
    versionHeader({}),
  ]).toStrictEqual([{ 'if-match': '"3"' }, { 'if-none-match': '*' }, {}])
})
