import { expect, test } from 'vitest'
import type { Json } from '../v1/words.ts'
import type { Mapping } from '../v1/mapping.ts'
import { compileMapping } from './compile.ts'

const mapping: Mapping = {
  id: 'order-item',
  from: { entity: 'order' },
  to: { connector: 'vendor', sink: 'orders' },
  fields: { id: '$.id', list: { $lookup: 'lists', input: { of: '$.customerId' } } },
}
const row = { id: 'a', customerId: 'ada' }

test('a look-up is asked with its input, and its answer is the value', async () => {
  const asked: Json[] = []
  const lists = (input: Json) => {
    asked.push(input)
    return [1, 2]
  }
  const compiled = await compileMapping(mapping, { lookups: { lists } })
  expect(compiled.lookups).toStrictEqual(['lists'])
  expect(compiled.map([row]).items).toStrictEqual([{ id: 'a', list: [1, 2] }])
  expect(asked).toStrictEqual([{ of: 'ada' }])
})

test('without an answer, and without an input, the field is missing', async () => {
  const compiled = await compileMapping(
    { ...mapping, fields: { id: '$.id', list: { $lookup: 'lists', input: '$.customerId' } } },
    { lookups: { lists: () => null } },
  )
  expect(compiled.map([row, { id: 'b' }]).items).toStrictEqual([{ id: 'a' }, { id: 'b' }])
})

test('a missing answer is an error where the mapping says so', async () => {
  const strict: Mapping = { ...mapping, onMissing: 'error' }
  const compiled = await compileMapping(strict, { lookups: { lists: () => undefined } })
  expect(compiled.map([row])).toMatchObject({ items: [], problems: [{ path: ['list'] }] })
})

test('where nobody can be asked the field is left out, and says so', async () => {
  const compiled = await compileMapping(mapping)
  const { items, notes } = compiled.map([row])
  expect(items).toStrictEqual([{ id: 'a' }])
  expect(notes.map(({ message }) => message)).toStrictEqual([
    '`list`: $lookup asks the connection, which nobody did here, so it was left out (mapping order-item).',
  ])
})

test('a look-up that the connection does not have is a mistake', async () => {
  await expect(compileMapping(mapping, { lookups: { list: () => null } })).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('no look-up `lists`; did you mean `list`?'),
  })
})
