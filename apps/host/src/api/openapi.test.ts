import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'
import { openApiDocument, operationId } from './openapi.ts'
import { described } from './operations/described.ts'

test('the description of the API is a document that tools for OpenAPI take', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openApiDocument()))
  expect({ valid, errors }).toStrictEqual({ valid: true, errors: undefined })
})

test('no two operations have one name', () => {
  const names = [...described.keys()].map(operationId)
  expect(new Set(names).size).toBe(names.length)
})

test('every schema that the document refers to is in it', () => {
  const document = openApiDocument()
  const text = JSON.stringify(document)
  const wanted = [...text.matchAll(/"\$ref":"#\/?([^"]*)"/gu)].map(([, path = '']) => path)
  const missing = [...new Set(wanted)].filter((path) => {
    if (!path.startsWith('components/')) return true
    let found: unknown = document
    for (const part of path.split('/'))
      found = (found as Record<string, unknown> | undefined)?.[part]
    return found === undefined
  })
  expect(missing).toStrictEqual([])
})

test('a query is described with the values that it is taken with', () => {
  const { paths } = openApiDocument() as {
    readonly paths: Readonly<Record<string, { readonly get: { readonly parameters: unknown } }>>
  }
  expect(paths['/api/customers/erasures']?.get.parameters).toStrictEqual([
    {
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    },
  ])
})

test('whoever has any good token is given the document, and nobody else', async () => {
  const host = await scriptedHost({ connections: [] })
  const given = await host.call('/api/openapi.json')
  expect(await given.json()).toStrictEqual(JSON.parse(JSON.stringify(openApiDocument())))
  expect((await host.app.request('http://localhost/api/openapi.json')).status).toBe(401)
})

test('every example of a body has the shape that is described', () => {
  const wrong = [...described].flatMap(([route, { body, example }]) =>
    example === undefined || body?.safeParse(example).success === true ? [] : route,
  )
  expect(wrong).toStrictEqual([])
})
