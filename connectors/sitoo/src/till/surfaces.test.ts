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

const forms = ['bearer', 'basic', { header: 'x-api-key' }, { query: 'apikey' }, { query: 'token' }]

test('a token may travel in every way in which a till may send it, and the secret address lets in too', () => {
  expect(surfacesOf(testSettings)['till']?.authentication).toStrictEqual({
    accept: [...forms, 'path'],
    permissions: ['customers:read', 'customers:write'],
  })
})

test('where a token is required, the address alone lets nobody in', () => {
  const { customers } = surfacesOf({ ...testSettings, till: { tokenRequired: true } })
  expect(customers?.authentication).toMatchObject({ accept: forms })
})
