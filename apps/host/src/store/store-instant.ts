import { first, type Dialect, type Work } from './database.ts'

/** What the clock of the database says now, in milliseconds since the epoch. */
export function* storeInstant({ build, instant }: Dialect): Work<number> {
  const row = yield* first(build.selectNoFrom(instant.as('now')))
  return Number(row?.now)
}
