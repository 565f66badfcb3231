import { compileMapping, type Mapping } from '@cartograph/core'
import * as z from 'zod'
import { expect, test } from 'vitest'
import { declaredPaths } from './declared.ts'
import { watchDrift, without } from './drift.ts'
import type { SourceMapping } from './mappings.ts'

async function reader(onDrift: NonNullable<Mapping['onDrift']>): Promise<SourceMapping> {
  const mapping: Mapping = {
    id: onDrift,
    from: { connector: 'c', stream: 's' },
    to: { entity: 'customer' },
    fields: { id: '$.id', firstName: '$.name.first' },
    onDrift,
  }
  return { id: onDrift, entity: 'customer', compiled: await compileMapping(mapping) }
}

const undeclared = () => false
const learned = { shape: '{"id":["number"],"name.first":["string"]}', learning: false }

test('while it learns, every type is taken as it comes', async () => {
  const watch = watchDrift([await reader('rejectRecord')], undeclared, {
    shape: null,
    learning: true,
  })
  expect(watch.inspect({ id: 1, name: { first: 'A' } }).stopped.size).toBe(0)
  expect(watch.inspect({ id: 'x', name: null }).stopped.size).toBe(0)
  expect(watch.news()).toBe('{"id":["number","string"],"name.first":["string","none"]}')
  expect(watch.news()).toBeUndefined()
})

test('a new type stops the record, leaves the value out, or is only told, as the mapping says', async () => {
  const mappings = [await reader('rejectRecord'), await reader('rejectValue'), await reader('warn')]
  const watch = watchDrift(mappings, undeclared, learned)
  const drift = watch.inspect({ id: 1, name: { first: 5 } })
  expect([...drift.stopped.keys()]).toStrictEqual(['rejectRecord'])
  expect([...drift.omitted.entries()]).toStrictEqual([['rejectValue', [['name', 'first']]]])
  expect([...watch.notes]).toHaveLength(2)
})

test('a field that goes away is a drift, and `pause` stops the stream', async () => {
  const watch = watchDrift([await reader('pause')], undeclared, learned)
  expect(() => watch.inspect({ id: 1 })).toThrow(
    'The field name.first, always string until now, is missing.',
  )
})

test('a field that was always empty is taken as it comes the first time it is filled, and may then not change', async () => {
  const watch = watchDrift([await reader('rejectRecord')], undeclared, {
    shape: '{"id":["number"],"name.first":["none"]}',
    learning: false,
  })
  expect(watch.inspect({ id: 1, name: { first: 'A' } }).stopped.size).toBe(0)
  expect(watch.news()).toBe('{"id":["number"],"name.first":["none","string"]}')
  expect(watch.inspect({ id: 1, name: { first: 5 } }).stopped.size).toBe(1)
  expect(watch.inspect({ id: 1 }).stopped.size).toBe(0)
})

test('what the schema declares is left to the schema', async () => {
  const schema = z.looseObject({ id: z.number(), name: z.object({ first: z.string() }).nullish() })
  const declared = declaredPaths(schema)
  expect(declared(['name', 'first'])).toBe(true)
  expect(declared(['name', 'last'])).toBe(false)
  const watch = watchDrift([await reader('rejectRecord')], declared, learned)
  expect(watch.inspect({ id: 1 }).stopped.size).toBe(0)
})

test('a field is left out without touching the row', () => {
  const row = { a: { b: 1, c: 2 } }
  expect(without(row, ['a', 'b'])).toStrictEqual({ a: { c: 2 } })
  expect(without(row, ['x', 'y'])).toBe(row)
  expect(row).toStrictEqual({ a: { b: 1, c: 2 } })
})
