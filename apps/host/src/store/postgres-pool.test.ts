import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDatabase, type StorePlace } from '../testing/test-stores.ts'
import { openPool } from './postgres-pool.ts'

let where: StorePlace
beforeAll(async () => {
  where = await newDatabase()
})
afterAll(() => where.remove())

test('a connection that breaks between two statements ends nobody', async () => {
  const pool = await openPool(where.address)
  const client = await pool.connect()
  expect(() => client.emit('error', new Error('write ECONNRESET'))).not.toThrow()
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toStrictEqual([{ one: 1 }])
  await pool.end()
})
