import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { layoutAfter } from './layout.ts'
import { migrations } from './migrations.ts'
import { schemaSql } from './schema-sql.ts'

const steps = migrations.flat()

test('every key and every index begins with the organisation, so that tables can be spread by it', () => {
  const first = steps.flatMap((step) => {
    if (step.kind === 'table') return step.key[0]
    return step.kind === 'index' ? step.columns[0] : []
  })
  expect(new Set(first)).toStrictEqual(new Set(['org']))
})

test('SQLite has the columns that the description has', () => {
  const database = new Sqlite(':memory:')
  for (const step of steps) database.exec(schemaSql(step, 'sqlite'))
  const described = [...layoutAfter(steps)].map(([table, { key, columns }]) => [
    table,
    key,
    [...columns].map(([name, { type, optional }]) => [name, type, optional]),
  ])
  const made = [...layoutAfter(steps).keys()].map((table) => {
    const columns = database.pragma(`table_xinfo(${table})`) as readonly SqliteColumn[]
    return [
      table,
      columns
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map(({ name }) => name),
      columns.map(({ name, type, notnull }) => [name, type.toLowerCase(), notnull === 0]),
    ]
  })
  expect(made).toStrictEqual(described)
})

interface SqliteColumn {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
}

test('a step on a table that is not there is told', () => {
  const step = steps.find(({ kind }) => kind === 'column')
  expect(() => layoutAfter(step === undefined ? [] : [step])).toThrow('has no table')
})
