import type { Column, SchemaStep, TableStep } from './schema-steps.ts'

export type SqlFlavour = 'sqlite' | 'postgres'

/** A step of the schema as one statement for a kind of database. */
export function schemaSql(step: SchemaStep, flavour: SqlFlavour): string {
  if (step.kind === 'column')
    return `alter table ${step.table} add column ${columnSql(step.name, step.column, flavour)}`
  if (step.kind === 'index') {
    const unique = step.isUnique ? 'unique ' : ''
    const where = step.where === undefined ? '' : ` where ${step.where}`
    return `create ${unique}index ${step.name} on ${step.table} (${step.columns.join(', ')})${where}`
  }
  const columns = Object.entries(step.columns).map(([name, column]) =>
    columnSql(name, column, flavour),
  )
  const key = `primary key (${step.key.join(', ')})`
  const storage = flavour === 'sqlite' ? sqliteStorage(step) : postgresStorage(step)
  return `create table ${step.table} (${[...columns, key].join(', ')})${storage}`
}

function columnSql(name: string, { type, optional, start }: Column, flavour: SqlFlavour): string {
  // SQLite compares text byte by byte by itself; a database of PostgreSQL may have the rules of any language.
  const order = flavour === 'postgres' && type === 'text' ? ' collate "C"' : ''
  const presence = optional ? '' : ' not null'
  const value = typeof start === 'string' ? `'${start}'` : start
  return `${name} ${type}${order}${presence}${value === undefined ? '' : ` default ${value}`}`
}

function sqliteStorage({ storage }: TableStep): string {
  return storage.isNarrow === true ? ' without rowid' : ''
}

function postgresStorage({ storage }: TableStep): string {
  return storage.fillPercent === undefined ? '' : ` with (fillfactor = ${storage.fillPercent})`
}
