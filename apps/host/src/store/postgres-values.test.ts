import * as fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { arrayParameter, postgresTypes, queryParameter } from './postgres-values.ts'

let where: StorePlace
let client: Client
beforeAll(async () => {
  where = await newStorePlace('postgres')
  client = new Client({ connectionString: where.address, types: postgresTypes })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await where.remove()
})

async function there(
  type: 'text' | 'bigint' | 'smallint',
  values: readonly (string | number | null)[],
) {
  const { rows } = await client.query<{ value: unknown }>(
    `select value from unnest($1::${type}[]) with ordinality as given (value, place) order by place`,
    [arrayParameter(type, values)],
  )
  return rows.map(({ value }) => value)
}

const storable = fc
  .string({ unit: 'binary' })
  .map((text) => text.replaceAll('\u0000', '').toWellFormed())

test('texts arrive as they were, empty ones and none apart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(storable)), async (texts) => {
      expect(await there('text', texts)).toStrictEqual(texts)
    }),
  )
})

test('whole numbers arrive as they were, up to the largest that is safe', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(fc.maxSafeInteger())), async (numbers) => {
      expect(await there('bigint', numbers)).toStrictEqual(numbers)
    }),
  )
  expect(await there('smallint', [0, 1, null, 2])).toStrictEqual([0, 1, null, 2])
})

test('a character that PostgreSQL cannot keep is replaced, and half a pair as well', async () => {
  expect(await there('text', ['a\u0000b', 'a\uD83D', '\uDE00'])).toStrictEqual([
    'a\uFFFDb',
    'a\uFFFD',
    '\uFFFD',
  ])
  const { rows } = await client.query('select $1::text as value', [queryParameter('a\u0000b')])
  expect(rows).toStrictEqual([{ value: 'a\uFFFDb' }])
})

test('an instant with a share of a millisecond loses it, so that what is due now stays due now', async () => {
  expect(await there('bigint', [1.4, 1.6])).toStrictEqual([1, 1])
  expect(queryParameter(1.6)).toBe(1)
})
