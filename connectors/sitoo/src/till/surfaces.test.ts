import { expect, test } from 'vitest'
import { testSettings } from '../testing/context.ts'
import { surfacesOf } from './surfaces.ts'

test('a path that the account calls by another name leads to the same route', () => {
  const routes = { 'PATCH /contacts/:id': 'PUT /contacts/:id' }
  const { till } = surfacesOf({ ...testSettings, unknown: { routes } })
  expect(till?.routes['PATCH /contacts/:id']).toBe(till?.routes['PUT /contacts/:id'])
})

test('a name that stands for no known route adds none', () => {
  const { till } = surfacesOf({ ...testSettings, unknown: { routes: { 'GET /x': 'GET /y' } } })
  expect(Object.keys(till?.routes ?? {})).not.toContain('GET /x')
})

test('without a token of the settings the host issues and checks them', () => {
  expect(surfacesOf(testSettings)['till']?.authentication).toMatchObject({
    permissions: ['customers:read', 'customers:write'],
  })
})
