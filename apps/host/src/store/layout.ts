import { migrations } from './migrations.ts'
import type { Column, SchemaStep, TableName } from './schema-steps.ts'

/** A table as it is after all steps of the schema. */
export interface TableLayout {
  readonly key: readonly string[]
  readonly columns: ReadonlyMap<string, Column>
}

/** The tables that some steps make. */
export function layoutAfter(steps: readonly SchemaStep[]): ReadonlyMap<TableName, TableLayout> {
  const tables = new Map<TableName, TableLayout>()
  for (const step of steps) {
    if (step.kind === 'table')
      tables.set(step.table, { key: step.key, columns: new Map(Object.entries(step.columns)) })
    if (step.kind === 'column') {
      const before = tables.get(step.table)
      if (before === undefined) throw new Error(`The schema has no table ${step.table} yet.`)
      const columns = new Map([...before.columns, [step.name, step.column] as const])
      tables.set(step.table, { key: before.key, columns })
    }
  }
  return tables
}

const present = layoutAfter(migrations.flat())

export function layoutOf(table: TableName): TableLayout {
  const layout = present.get(table)
  if (layout === undefined) throw new Error(`The schema has no table ${table}.`)
  return layout
}

/** All tables, in the order in which they were made. */
export const tableNames: readonly TableName[] = [...present.keys()]
