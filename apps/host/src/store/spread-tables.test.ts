import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { layoutOf, tableNames } from './layout.ts'

const page = readFileSync(new URL('../../../../docs/operators/scaling.md', import.meta.url), 'utf8')

/** All rows of an organisation on one node: that where its streams are. */
function statementFor(table: string): string {
  const beside = table === 'stream' ? '' : `, colocate_with => 'stream'`
  return `SELECT create_distributed_table('${table}', 'org'${beside});`
}

test('the page for operators spreads every table of the schema, in the order in which they are made', () => {
  const [, between = ''] = page.split(/<!-- tables:[^>]*-->/u)
  const lines = between.split('\n').filter((line) => line.startsWith('SELECT'))
  expect(lines).toStrictEqual(tableNames.map(statementFor))
})

test('every row says of which organisation it is, in the same kind of column', () => {
  const others = tableNames.filter((table) => {
    const column = layoutOf(table).columns.get('org')
    return column?.type !== 'text' || column.optional
  })
  expect(others).toStrictEqual([])
})
