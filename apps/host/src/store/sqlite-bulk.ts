import type { BulkForm } from './bulk-forms.ts'
import { assignments, conflictClause } from './insert-conflict.ts'

/** The statement that SQLite runs once for each row of a bulk. */
export interface SqliteBulk {
  readonly sql: string
  /** Which column of the row each place of the statement takes; undefined: all of them, in their order. */
  readonly places: readonly number[] | undefined
}

export function sqliteBulk(form: BulkForm): SqliteBulk {
  const places: number[] = []
  const sql = statementOf(form).replaceAll(/\b(?:given|first)\.(\w+)/g, (_, name: string) => {
    places.push(form.columns.indexOf(name))
    return '?'
  })
  const isInOrder = places.length === form.columns.length && places.every((at, n) => at === n)
  return { sql, places: isInOrder ? undefined : places }
}

function statementOf(form: BulkForm): string {
  const { table, columns } = form
  if (form.kind === 'insert') {
    const values = columns.map((name) => form.written[name] ?? given(name)).join(', ')
    return `insert into ${table} (${columns.join(', ')}) values (${values})${conflictClause(form)}`
  }
  const match = form.kind === 'update' ? form.match : columns
  const where = [...match.map((name) => `${name} = ${given(name)}`), form.where ?? []]
  const condition = where.flat().join(' and ')
  if (form.kind === 'delete') return `delete from ${table} where ${condition}`
  const returning = form.returning.length === 0 ? '' : ` returning ${form.returning.join(', ')}`
  return `update ${table} set ${assignments(form.set)} where ${condition}${returning}`
}

function given(name: string): string {
  return `given.${name}`
}
