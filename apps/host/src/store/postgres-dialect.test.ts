import { expect, test } from 'vitest'
import { postgresDialect } from './postgres-dialect.ts'

const { build, within } = postgresDialect()
const keys = build.selectFrom('record').select('key')

test('keys that are looked for are a condition of the index, however many there are', () => {
  const { sql, parameters } = keys.where('key', 'in', within(['a', 'b'])).compile()
  expect(sql).toBe('select "key" from "record" where "key" = any($1::text[])')
  expect(parameters).toHaveLength(1)
})

test('keys that are left out are too', () => {
  const { sql } = keys.where('key', 'not in', within([])).compile()
  expect(sql).toBe('select "key" from "record" where "key" <> all($1::text[])')
})
