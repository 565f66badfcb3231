import type Sqlite from 'better-sqlite3'
import type { BulkForm } from './bulk-forms.ts'
import type { Row, Statement, Value, Work } from './database.ts'
import { sqliteBulk, type SqliteBulk } from './sqlite-bulk.ts'

/** Runs the bodies of transactions on a connection, which keeps their statements prepared. */
export function runner(connection: Sqlite.Database) {
  const prepared = new Map<string, Sqlite.Statement<unknown[], Row>>()
  const bulks = new Map<BulkForm, SqliteBulk>()
  const prepare = (sql: string) => {
    let found = prepared.get(sql)
    if (found === undefined) {
      found = connection.prepare<unknown[], Row>(sql)
      prepared.set(sql, found)
    }
    return found
  }
  const bulkOf = (form: BulkForm) => {
    let found = bulks.get(form)
    if (found === undefined) {
      found = sqliteBulk(form)
      bulks.set(form, found)
    }
    return found
  }
  const execute = (statement: Statement): readonly Row[] => {
    if (statement.kind === 'query') {
      const compiled = prepare(statement.sql)
      if (compiled.reader) return compiled.all(...statement.parameters)
      compiled.run(...statement.parameters)
      return []
    }
    const { sql, places } = bulkOf(statement.form)
    const compiled = prepare(sql)
    if (compiled.reader)
      return statement.rows.flatMap((row) => compiled.all(...inPlace(row, places)))
    for (const row of statement.rows) compiled.run(...inPlace(row, places))
    return []
  }
  return <Result>(work: Work<Result>): Result => {
    let step = work.next()
    while (step.done !== true) {
      step = work.next(execute(step.value))
    }
    return step.value
  }
}

/** Most statements take the columns of a row as they come, once each. */
function inPlace(
  row: readonly Value[],
  places: readonly number[] | undefined,
): readonly (Value | undefined)[] {
  return places === undefined ? row : places.map((place) => row[place])
}
