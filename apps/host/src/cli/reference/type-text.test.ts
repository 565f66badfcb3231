import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputSchema } from '../../config/index.ts'
import { typeText } from './type-text.ts'

test.each([
  [z.string(), 'text'],
  [z.url(), 'address'],
  [z.iso.date(), 'day'],
  [z.int(), 'integer'],
  [z.int().positive(), 'integer, from 1'],
  [z.int().min(0).max(3).meta({ unit: 'decimals' }), 'integer, 0 to 3 (decimals)'],
  [z.number().max(9), 'number, up to 9'],
  [z.boolean(), 'true or false'],
  [z.enum(['csv', 'tsv']), '`csv` or `tsv`'],
  [z.literal(true), '`true`'],
  [z.array(z.string()), 'list of text'],
  [z.string().nullable(), 'text or nothing'],
  [z.union([z.literal(true), z.array(z.string())]), '`true` or list of text'],
  [z.record(z.string(), z.number()), 'entries by name'],
  [z.object({ a: z.string() }), 'object'],
  [z.unknown(), 'anything'],
])('the type of a schema is told in words: %#', (schema, words) => {
  expect(typeText(inputSchema(schema))).toBe(words)
})
