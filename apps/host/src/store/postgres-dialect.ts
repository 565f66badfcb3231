import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type QueryCompiler,
} from 'kysely'
import type { Dialect, Work } from './database.ts'
import { arrayParameter } from './postgres-values.ts'
import type { Tables } from './schema.ts'

/** How queries are written for PostgreSQL. */
export function postgresDialect(): Dialect {
  return {
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (build) => new PostgresIntrospector(build),
        createQueryCompiler: () => compiler(),
      },
    }),
    within: (values) => sql`(select unnest(${arrayParameter('text', values)}::text[]))`,
    locked: (query) => query.forUpdate(),
    instant: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    *alone(name) {
      yield* hold('pg_advisory_xact_lock', name)
    },
    *together(name) {
      yield* hold('pg_advisory_xact_lock_shared', name)
    },
  }
}

/** Two names with the same hash wait for each other without need, and no more. */
function* hold(
  lock: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared',
  name: readonly string[],
): Work<void> {
  yield {
    kind: 'query',
    sql: `select 1 as held from ${lock}(hashtextextended($1, 0))`,
    parameters: [JSON.stringify(name)],
  }
}

function compiler(): QueryCompiler {
  const own = new PostgresQueryCompiler()
  return {
    compileQuery: (node, id) => {
      const compiled = own.compileQuery(node, id)
      return { ...compiled, sql: withIndexConditions(compiled.sql) }
    },
  }
}

/**
 * Writes "in these values" so that it is a condition of an index whatever the server thinks of the table: as a subquery it is joined,
 * and where the statistics are not there yet, by reading all rows of a stream.
 */
function withIndexConditions(text: string): string {
  return text
    .replaceAll(/ not in \(select unnest\((\$\d+)::text\[\]\)\)/g, ' <> all($1::text[])')
    .replaceAll(/ in \(select unnest\((\$\d+)::text\[\]\)\)/g, ' = any($1::text[])')
}
