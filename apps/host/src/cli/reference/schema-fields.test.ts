import { path, personal, secret } from '@cartograph/core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputSchema } from '../../config/index.ts'
import { schemaFields } from './schema-fields.ts'

const paths = (schema: z.ZodType) => schemaFields(inputSchema(schema)).map((field) => field.path)

test('fields of objects, lists and entries stand after what holds them', () => {
  const schema = z.object({
    lines: z.array(z.object({ sku: z.string() })),
    sources: z.record(z.string(), z.object({ file: z.string() })),
  })
  expect(paths(schema)).toStrictEqual(['lines', 'lines[].sku', 'sources', 'sources.*.file'])
})

test('the alternatives of a union share their lines', () => {
  const schema = z.object({
    column: z.discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('date'), format: z.string() }),
    ]),
  })
  const fields = schemaFields(inputSchema(schema))
  expect(fields.map((field) => [field.path, field.type])).toStrictEqual([
    ['column', 'object'],
    ['column.type', '`text` or `date`'],
    ['column.format', 'text'],
  ])
})

test('marks, defaults and descriptions are those of the schema', () => {
  const schema = z.object({
    key: secret(z.string()).meta({ description: 'Shown once.' }),
    folder: path(z.string()).default('./out'),
    email: personal('email', z.string()).optional(),
    keys: z.array(secret(z.string())).optional(),
  })
  expect(schemaFields(inputSchema(schema))).toStrictEqual([
    {
      path: 'key',
      type: 'text',
      isRequired: true,
      isSecret: true,
      isPath: false,
      description: 'Shown once.',
    },
    {
      path: 'folder',
      type: 'text',
      isRequired: false,
      standard: './out',
      isSecret: false,
      isPath: true,
      description: '',
    },
    {
      path: 'email',
      type: 'text',
      isRequired: false,
      isSecret: false,
      isPath: false,
      personal: 'email',
      description: '',
    },
    {
      path: 'keys',
      type: 'list of text',
      isRequired: false,
      isSecret: true,
      isPath: false,
      description: '',
    },
  ])
})

test('a schema that holds itself ends', () => {
  expect(paths(z.object({ extra: z.json() }))).toContain('extra')
  const node = z.object({
    name: z.string(),
    get children() {
      return z.array(node)
    },
  })
  expect(paths(node)).toContain('children[].name')
})
