import { all, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** Notes what a process did for a run that another one is in charge of, as JSON text. */
export function* addHelp(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
  help: { readonly id: string; readonly counts: string },
): Work<void> {
  yield* run(build.insertInto('helped').values({ org, connection, stream, ...help }))
}

/** Takes what others did for a stream off the table, so that it is counted once. */
export function* takeHelp(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .deleteFrom('helped')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .returning('counts'),
  )
  return rows.map(({ counts }) => counts)
}
