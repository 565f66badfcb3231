import { sql } from 'kysely'
import { deleteMatching, insertNew } from './bulk-forms.ts'
import { all, bulk, first, type Dialect, type Work } from './database.ts'
import type { Tables } from './schema.ts'

/** What has to be looked at again although no row of it changed: a table of names, and nothing else. */
export interface DueNames<Name> {
  add(org: string, names: readonly Name[]): Work<void>
  /** Those that come first. Whoever takes them looks at them in the same transaction: they are due no more. */
  take(dialect: Dialect, org: string, limit: number): Work<readonly Name[]>
  isAny(dialect: Dialect, org: string): Work<boolean>
}

/** The names in a table, of whose columns the organisation is the first. */
export function dueNames<
  Table extends keyof Tables,
  Column extends Exclude<keyof Tables[Table], 'org'> & string,
>(
  table: Table,
  [org, ...columns]: readonly ['org' & keyof Tables[Table], ...Column[]],
): DueNames<Readonly<Pick<Tables[Table], Column>>> {
  type Name = Readonly<Pick<Tables[Table], Column>>
  const adding = insertNew(table, [org, ...columns])
  const settling = deleteMatching(table, [org, ...columns])
  const named = sql.join(columns.map((column) => sql.ref(column)))
  const rowsOf = (organisation: string, names: readonly Name[]) =>
    names.map((name) => [organisation, ...columns.map((column) => String(name[column]))])
  return {
    *add(organisation, names) {
      yield* bulk(adding, rowsOf(organisation, names))
    },
    *take({ build }, organisation, limit) {
      const query = sql<Name>`select ${named} from ${sql.table(table)} where org = ${organisation} order by ${named} limit ${limit}`
      const names = yield* all({ compile: () => query.compile(build) })
      yield* bulk(settling, rowsOf(organisation, names))
      return names
    },
    *isAny({ build }, organisation) {
      const query = sql`select 1 from ${sql.table(table)} where org = ${organisation} limit 1`
      return (yield* first({ compile: () => query.compile(build) })) !== undefined
    },
  }
}
